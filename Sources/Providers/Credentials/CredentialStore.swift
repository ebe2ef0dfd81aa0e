import Diagnostics
import HTTP
import JSON
import Query
import Synchronization

/// Finds credentials in this order: login of this session, environment, the profile's command, the keyring, the
/// credentials file.
///
/// A named profile never uses the default profile's credentials. Credentials are redacted as soon as they are found.
/// Thread-safe.
final class CredentialStore: Sendable {
  struct Found: Sendable {
    var value: String
    var source: CredentialSource
  }

  private struct State {
    var logins: [Account: [String: String]] = [:]
    var loggedOut: Set<Account> = []
    /// The output of commands.
    var printed: [Account: [String: String]] = [:]
    /// Credentials from the keyring; an empty string if it has none.
    var keyring: [Account: [String: String]] = [:]
    /// The text of the credentials file when it was last read, and its content.
    var file: (text: String, content: CredentialFile)?
  }

  let surroundings: CredentialSurroundings
  private let redactor: Redactor
  private let state = Mutex(State())

  init(_ surroundings: CredentialSurroundings, redactor: Redactor) {
    self.surroundings = surroundings
    self.redactor = redactor
  }

  /// The credential of an account; nil if there is none.
  func find(_ name: String, _ account: Account, _ manifest: Manifest) throws(Failure) -> Found? {
    guard !state.withLock({ $0.loggedOut.contains(account) }) else { return nil }
    guard let found = try search(name, account, manifest), !found.value.isEmpty else { return nil }
    if manifest.credential(name)?.isSecret ?? true { redactor.add([Secret(found.value)]) }
    return found
  }

  private func search(_ name: String, _ account: Account, _ manifest: Manifest) throws(Failure) -> Found? {
    if let value = state.withLock({ $0.logins[account]?[name] }) { return Found(value: value, source: .login) }
    if let found = variable(name, account, manifest) { return found }
    if let value = try printed(account, manifest)[name] { return Found(value: value, source: .command) }
    if let value = try kept(name, account) { return Found(value: value, source: .keyring) }
    if let (path, file) = try file(), let value = file[account][name] {
      return Found(value: value, source: .file(path))
    }
    return nil
  }

  private func variable(_ name: String, _ account: Account, _ manifest: Manifest) -> Found? {
    var names = [account.variable(name)]
    if account.profile == nil { names += manifest.credential(name)?.environment ?? [] }
    for name in names {
      if let value = surroundings.environment(name), !value.isEmpty {
        return Found(value: value, source: .variable(name))
      }
    }
    return nil
  }

  /// The output of the profile's command: an object of credentials, or the main credential alone.
  private func printed(_ account: Account, _ manifest: Manifest) throws(Failure) -> [String: String] {
    guard let command = surroundings.profile(account.provider, account.profile).credentialCommand else { return [:] }
    if let known = state.withLock({ $0.printed[account] }) { return known }
    let text = try surroundings.run(command).trimmed
    var values: [String: String] = [:]
    if text.hasPrefix("{"), let object = (try? Value.parse(text))?.object {
      for (name, value) in object { values[name.string] = value.string }
    } else if let main = manifest.authentication.mainCredential, !text.isEmpty {
      values[main] = text
    }
    state.withLock { [values] in $0.printed[account] = values }
    return values
  }

  /// The credential in the keyring, which is queried only once.
  private func kept(_ name: String, _ account: Account) throws(Failure) -> String? {
    if let known = state.withLock({ $0.keyring[account]?[name] }) { return known.isEmpty ? nil : known }
    let value = try surroundings.keyring(account, name)
    state.withLock { $0.keyring[account, default: [:]][name] = value ?? "" }
    return value
  }

  private func file() throws(Failure) -> (path: String, file: CredentialFile)? {
    guard let file = try surroundings.file() else { return nil }
    guard !file.isReadableByOthers else {
      throw Failure(
        .auth, "the credentials file \(file.path) can be read by others, so it is not used",
        hint: "chmod 600 \(file.path)")
    }
    if let known = state.withLock({ $0.file }), known.text == file.text { return (file.path, known.content) }
    let content = try CredentialFile(file.text)
    state.withLock { $0.file = (file.text, content) }
    return (file.path, content)
  }
}

extension CredentialStore {
  /// The entries of the credentials file for all accounts; empty if it is not used.
  var filed: [(account: String, name: String, value: String)] { (try? file())??.file.entries ?? [] }

  /// Stores the credentials of a login, replacing earlier ones.
  func keep(_ values: [String: String], _ account: Account, _ manifest: Manifest) {
    let secrets = values.filter { manifest.credential($0.key)?.isSecret ?? true }.map { Secret($0.value) }
    redactor.add(secrets)
    state.withLock { state in
      state.logins[account] = values.isEmpty ? nil : values
      state.loggedOut.remove(account)
    }
  }

  /// Queries the keyring again, which may have been changed or unlocked.
  func renew(_ account: Account) { state.withLock { $0.keyring[account] = nil } }

  /// Stores another value, such as a session id.
  func add(_ name: String, _ value: String, _ account: Account) {
    redactor.add([Secret(value)])
    state.withLock { $0.logins[account, default: [:]][name] = value }
  }

  /// Forgets the credentials of a login, and uses no others until the next login.
  func drop(_ account: Account) {
    state.withLock { state in
      state.logins[account] = nil
      state.loggedOut.insert(account)
    }
  }

  /// Whether the user has logged out.
  func isLoggedOut(_ account: Account) -> Bool { state.withLock { $0.loggedOut.contains(account) } }

  /// The named profiles of a provider in settings, logins, environment variables, keyring and credentials file.
  func profiles(of provider: String, _ manifest: Manifest?) -> [String] {
    var names = Set(surroundings.profiles(provider))
    names.formUnion(state.withLock { $0.logins.keys.filter { $0.provider == provider }.compactMap(\.profile) })
    names.formUnion(surroundings.keyringProfiles(provider))
    names.formUnion((try? file()?.file.profiles(of: provider)) ?? [])
    let prefix = Account(provider).variable("")
    let endings = (manifest?.credentials.map(\.name) ?? []) + ["url"]
    let own = Set(endings.map { Account(provider).variable($0) })
    for variable in surroundings.variableNames() where variable.hasPrefix(prefix) && !own.contains(variable) {
      for ending in endings.map({ "_" + Account.upper($0) }) where variable.hasSuffix(ending) {
        let name = variable.dropFirst(prefix.count).dropLast(ending.count).lowercased()
        if !name.isEmpty, !names.contains(where: { Account.upper($0) == Account.upper(name) }) { names.insert(name) }
        break
      }
    }
    return names.sorted()
  }
}

extension Authentication {
  /// The credential that a command prints if it prints only one.
  var mainCredential: String? {
    switch self {
    case .none: nil
    case .header(let style): style.credentials.first
    case .query(let style): style.credentials.first
    case .basic(let style): style.credentials.last
    case .several(let styles): styles.flatMap(\.credentials).first
    case .jwt(let token): token.key
    case .session(let session): session.token
    }
  }
}
