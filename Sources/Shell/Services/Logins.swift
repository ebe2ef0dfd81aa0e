import JSON
import Providers
import Query

/// Opens and closes sessions, and stores their credentials permanently.
struct Logins: Sendable {
  let sessions: Sessions
  let keeper: CredentialKeeper
  let cancellation: CurrentCancellation
  /// Whether credentials are not the user's: those of the sandbox, or none in a replay.
  let keepsNothing: Bool
  let isDryRun: Bool

  func login(_ account: Account, _ arguments: Object) throws(Failure) {
    try sessions.login(account, arguments, cancellation: cancellation.value)
  }

  /// Whether nothing is known of a named profile, so that it has no session to close.
  func isUnknown(_ account: Account) -> Bool {
    guard let profile = account.profile, !sessions.profiles(of: account.provider).contains(profile) else {
      return false
    }
    return sessions.session(account).source == nil
  }

  func logout(_ account: Account) throws(Failure) {
    try sessions.logout(account)
  }

  /// The credentials to ask for if no other source provides them.
  func wanted(_ account: Account) throws(Failure) -> [Sessions.Credential] {
    try sessions.missing(for: account)
  }

  /// The names of the provider's credentials.
  func credentialNames(_ account: Account) throws(Failure) -> [String] {
    try sessions.credentials(of: account).map(\.name)
  }
}

// MARK: Permanent storage

extension Logins {
  /// Where permanent logins are stored according to the settings.
  var place: CredentialKeeper.Place { keyring.use == .always ? .keyring : .file }

  var keyring: Keyring { keeper.keyring }

  /// Whether a keyring is available and may be used.
  var hasKeyring: Bool { keyring.use != .never && keyring.tool != nil }

  /// Stores credentials, unless they are not the user's. Returns messages.
  func keep(
    _ credentials: [String: String], of account: Account, in place: CredentialKeeper.Place
  ) throws(Failure) -> [String] {
    guard !keepsNothing else { return [] }
    guard !isDryRun else { return ["would be kept in \(place == .keyring ? Keyring.name : keeper.path)"] }
    return try keeper.keep(credentials, of: account, in: place)
  }

  /// Removes the account's credentials from all places. Returns messages.
  func forget(_ account: Account) throws(Failure) -> [String] {
    guard !keepsNothing else { return [] }
    guard !isDryRun else { return ["would be removed from wherever it is stored"] }
    return try keeper.forget(account, names: try credentialNames(account))
  }
}
