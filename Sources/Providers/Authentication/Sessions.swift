import Diagnostics
public import HTTP
public import JSON
public import Query

/// Opens, drops and lists the sessions of all providers. Thread-safe.
public struct Sessions: Sendable {
  let library: ManifestLibrary
  let authorizer: Authorizer

  /// The session of one account.
  public struct Session: Sendable {
    /// The account.
    public var account: Account
    /// The source of the credential; nil if there is none.
    public var source: CredentialSource?
    /// Why there is no credential, or what is wrong with it.
    public var failure: Failure?
    /// The base URL; nil if unknown.
    public var base: String?
    /// The rate limit; nil for none.
    public var rateLimit: RateLimit?
  }

  /// A credential that a login accepts.
  public struct Credential: Sendable {
    /// The name in the manifest.
    public var name: String
    /// A description in one line.
    public var summary: String
    /// Whether it is typed without echo.
    public var isSecret: Bool
    /// Whether it is optional.
    public var isOptional: Bool
    /// The environment variable for it.
    public var variable: String
  }

  private var store: CredentialStore { authorizer.store }
}

extension Sessions {
  /// Opens a session: stores the credentials in `arguments`, or sends the provider's login call with them.
  ///
  /// Without arguments it uses credentials from environment, command or file; throws `auth` if there are none.
  public func login(_ account: Account, _ arguments: Object, cancellation: Cancellation) throws(Failure) {
    let manifest = try library.need(account.provider)
    let login = try LoginArguments(arguments, account, manifest)
    try needsWholePair(login, account, manifest)
    store.renew(account)
    let wasLoggedOut = store.isLoggedOut(account)
    if wasLoggedOut || !login.credentials.isEmpty { store.keep(login.credentials, account, manifest) }
    if !arguments.isEmpty { authorizer.forget(account) }
    do throws(Failure) {
      try open(account, manifest, login, cancellation)
    } catch {
      if wasLoggedOut { store.drop(account) }
      throw error.hiding(authorizer.redactor)
    }
  }

  /// Throws if only one key of a pair is given and the other is not known.
  private func needsWholePair(
    _ login: LoginArguments, _ account: Account, _ manifest: Manifest
  ) throws(Failure) {
    guard let pair = manifest.authentication.login else { return }
    for (given, other) in [(pair.publicKey, pair.privateKey), (pair.privateKey, pair.publicKey)]
    where login.credentials[given] != nil && login.credentials[other] == nil {
      guard try store.find(other, account, manifest) == nil else { continue }
      throw Failure(
        .usage, "login \(account) needs `\(other)` beside `\(given)`", provider: account.provider,
        hint: "the two open a session together")
    }
  }

  private func open(
    _ account: Account, _ manifest: Manifest, _ login: LoginArguments, _ cancellation: Cancellation
  ) throws(Failure) {
    guard case .session(let style) = manifest.authentication else {
      _ = try store.access(account, manifest)
      return
    }
    if let call = login.call { return try authorizer.login(call, account, manifest, style, cancellation) }
    var access = try login.signs ? store.keys(style, account, manifest) : nil
    if access == nil { access = try store.access(account, manifest) }
    guard case .keys(let signed, let publicKey, let privateKey, _) = access else { return }
    let call = LoginCall.signed(signed, publicKey: publicKey, privateKey: privateKey)
    try authorizer.login(call, account, manifest, style, cancellation)
  }

  /// Closes a session; calls fail until the next login.
  public func logout(_ account: Account) throws(Failure) {
    _ = try library.need(account.provider)
    authorizer.forget(account)
    store.drop(account)
  }

  /// The named profiles of a provider in settings, logins, environment and credentials file.
  public func profiles(of provider: String) -> [String] {
    store.profiles(of: provider, try? library.need(provider))
  }

  /// The sessions of every provider's default profile and of all named profiles.
  public func list() -> [Session] {
    library.names.flatMap { provider in
      ([nil] + profiles(of: provider)).map { session(Account(provider, profile: $0)) }
    }
  }

  /// The session of one account.
  public func session(_ account: Account) -> Session {
    var session = Session(account: account)
    do throws(Failure) {
      let manifest = try library.need(account.provider)
      session.base = try? store.base(account, manifest).description
      let access = try store.access(account, manifest)
      if session.base == nil { _ = try store.base(account, manifest) }
      session.source = access.source
      session.rateLimit = manifest.rate.map {
        RateLimit(key: "\(account.provider)-\(access.fingerprint)", count: $0.requests, seconds: $0.seconds)
      }
    } catch {
      session.failure = error
    }
    return session
  }

  /// The credentials of a provider, in manifest order.
  public func credentials(of account: Account) throws(Failure) -> [Credential] {
    try library.need(account.provider).credentials.map { Credential($0, account) }
  }

  /// The argument names of a login call; empty if the provider has no login calls.
  public func callArguments(of account: Account) -> [String] {
    let manifest = try? library.need(account.provider)
    return manifest?.authentication.login == nil ? [] : LoginArguments.callNames
  }

  /// All argument names that a provider's login accepts; nil if its manifest cannot be read.
  public func loginNames(of provider: String) -> [String]? {
    let account = Account(provider)
    return (try? credentials(of: account)).map { $0.map(\.name) + callArguments(of: account) }
  }

  /// The credentials to ask for before an account can be used; empty if it is ready.
  public func missing(for account: Account) throws(Failure) -> [Credential] {
    let manifest = try library.need(account.provider)
    var names = (try? store.access(account, manifest)) == nil ? manifest.authentication.needed : []
    if (try? store.base(account, manifest)) == nil { names += Template.names(manifest.base) }
    var missing: [Credential] = []
    for name in names where try store.find(name, account, manifest) == nil {
      if let definition = manifest.credential(name) { missing.append(Credential(definition, account)) }
    }
    return missing
  }

  /// A single credential, such as `webhook_secret`; nil if there is none.
  public func credential(
    _ name: String, of account: Account
  ) throws(Failure) -> (value: Secret, source: CredentialSource)? {
    let found = try store.find(name, account, try library.need(account.provider))
    return found.map { (Secret($0.value), $0.source) }
  }
}

extension Sessions.Credential {
  fileprivate init(_ definition: CredentialDefinition, _ account: Account) {
    self.init(
      name: definition.name, summary: definition.summary, isSecret: definition.isSecret,
      isOptional: definition.isOptional, variable: account.variable(definition.name))
  }
}

extension Authentication {
  /// The credentials that users typically have.
  fileprivate var needed: [String] {
    switch self {
    case .none: []
    case .header(let style): style.credentials
    case .query(let style): style.credentials
    case .basic(let style): style.credentials
    case .several(let styles): styles.flatMap(\.credentials)
    case .jwt(let style): style.credentials
    case .session(let style): [style.token]
    }
  }
}
