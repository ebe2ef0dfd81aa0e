import JSON
import Providers
import Query

/// Opens and ends sessions, and keeps their credentials beyond the process.
struct Logins: Sendable {
  let sessions: Sessions
  let keeper: CredentialKeeper
  let cancellation: CurrentCancellation
  /// Whether credentials are not the user's: the sandbox's, or none at all in a replay.
  let keepsNothing: Bool
  let isDryRun: Bool

  func login(_ account: Account, _ arguments: Object) throws(Failure) {
    try sessions.login(account, arguments, cancellation: cancellation.value)
  }

  /// Whether nothing is known of a named profile, so that there is no session to end.
  func isUnknown(_ account: Account) -> Bool {
    guard let profile = account.profile, !sessions.profiles(of: account.provider).contains(profile) else {
      return false
    }
    return sessions.session(account).source == nil
  }

  func logout(_ account: Account) throws(Failure) {
    try sessions.logout(account)
  }

  /// What to ask for when nothing else gives the credential.
  func wanted(_ account: Account) throws(Failure) -> [Sessions.Credential] {
    try sessions.missing(for: account)
  }

  /// The names of the provider's credentials.
  func credentialNames(_ account: Account) throws(Failure) -> [String] {
    try sessions.credentials(of: account).map(\.name)
  }
}

// MARK: Keeping

extension Logins {
  /// Where a login that is to last is kept, as settings have it.
  var place: CredentialKeeper.Place { keyring.use == .always ? .keyring : .file }

  var keyring: Keyring { keeper.keyring }

  /// Whether the machine has a keyring that credentials may be kept in.
  var hasKeyring: Bool { keyring.use != .never && keyring.tool != nil }

  /// Keeps credentials, unless they are not the user's; returns what to tell.
  func keep(
    _ credentials: [String: String], of account: Account, in place: CredentialKeeper.Place
  ) throws(Failure) -> [String] {
    guard !keepsNothing else { return [] }
    guard !isDryRun else { return ["would be kept in \(place == .keyring ? Keyring.name : keeper.path)"] }
    return try keeper.keep(credentials, of: account, in: place)
  }

  /// Removes the account's credentials from wherever they are kept; returns what to tell.
  func forget(_ account: Account) throws(Failure) -> [String] {
    guard !keepsNothing else { return [] }
    guard !isDryRun else { return ["would be removed from wherever it is stored"] }
    return try keeper.forget(account, names: try credentialNames(account))
  }
}
