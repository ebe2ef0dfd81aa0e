import Diagnostics
public import HTTP
public import JSON
public import Query

/// The sessions of all providers: opens, drops and lists them. Thread-safe.
public struct Sessions: Sendable {
  let library: ManifestLibrary
  let authorizer: Authorizer

  /// What one account uses.
  public struct Session: Sendable {
    public var account: Account
    /// Where the credential comes from; nil where there is none.
    public var source: CredentialSource?
    /// Why there is none, or what is wrong with it.
    public var failure: Failure?
    /// Where requests go; nil where that is not known.
    public var base: String?
    public var rateLimit: RateLimit?
  }

  /// A credential that a login may give.
  public struct Credential: Sendable {
    public var name: String
    public var summary: String
    /// Whether it is typed unseen.
    public var isSecret: Bool
    /// Whether one can do without it.
    public var isOptional: Bool
    /// The variable that holds it.
    public var variable: String
  }

  private var store: CredentialStore { authorizer.store }
}

extension Sessions {
  /// Opens a session: keeps the credentials of `arguments`, or calls the provider's login with them.
  ///
  /// Without arguments it uses what environment, command or file hold; throws `auth` where that is nothing.
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

  /// One key of a pair opens nothing, unless the other one is known otherwise.
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

  /// Drops a session; calls fail until the next login.
  public func logout(_ account: Account) throws(Failure) {
    _ = try library.need(account.provider)
    authorizer.forget(account)
    store.drop(account)
  }

  /// The named profiles of a provider that settings, logins, environment or credentials file know.
  public func profiles(of provider: String) -> [String] {
    store.profiles(of: provider, try? library.need(provider))
  }

  /// Every provider's default profile and all named ones, with what they use.
  public func list() -> [Session] {
    library.names.flatMap { provider in
      ([nil] + profiles(of: provider)).map { session(Account(provider, profile: $0)) }
    }
  }

  /// What one account uses.
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

  /// The credentials that a provider knows, in the order of its manifest.
  public func credentials(of account: Account) throws(Failure) -> [Credential] {
    try library.need(account.provider).credentials.map { Credential($0, account) }
  }

  /// The names that describe a login call, of a provider that has such calls.
  public func callArguments(of account: Account) -> [String] {
    let manifest = try? library.need(account.provider)
    return manifest?.authentication.login == nil ? [] : LoginArguments.callNames
  }

  /// All names that a login of a provider takes; nil where its manifest cannot be read.
  public func loginNames(of provider: String) -> [String]? {
    let account = Account(provider)
    return (try? credentials(of: account)).map { $0.map(\.name) + callArguments(of: account) }
  }

  /// The credentials to ask for before an account can be used: none where it can be used already.
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

  /// One credential, such as `webhook_secret`; nil where there is none.
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
  /// The credentials that people usually have.
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
