import HTTP
import JSON
import Query
import Synchronization

/// Adds credentials to requests; opens and renews sessions when necessary.
final class Authorizer: Sendable {
  let store: CredentialStore
  private let transport: any Transport
  private let gate: PolicyGate
  /// Plans a login that does more than open a session; nil sends it.
  private let plan: (@Sendable (Request) -> Void)?
  let redactor: Redactor
  private let clock: @Sendable () -> Double
  private let random: @Sendable () -> UInt64
  /// The login calls that opened sessions, to reopen them.
  private let calls = Mutex<[Account: LoginCall]>([:])
  /// Held during a login, so that there is only one at a time.
  private let loggingIn = Mutex(())

  init(
    _ store: CredentialStore, transport: any Transport, gate: PolicyGate, plan: (@Sendable (Request) -> Void)?,
    redactor: Redactor,
    clock: @escaping @Sendable () -> Double, random: @escaping @Sendable () -> UInt64
  ) {
    self.store = store
    self.transport = transport
    self.gate = gate
    self.plan = plan
    self.redactor = redactor
    self.clock = clock
    self.random = random
  }

  /// Adds the credential to a request. Called for every attempt.
  func authorize(
    _ request: inout Request, _ access: Access, _ account: Account, _ manifest: Manifest, _ cancellation: Cancellation
  ) throws(Failure) {
    switch (manifest.authentication, access) {
    case (.header(let style), .header(let value, _)): request.headers.setSecret(style.header, Secret(value))
    case (.query(let style), .header(let value, _)): style.authorize(&request, value: value)
    case (.basic, .header(let value, _)): request.headers.setSecret(BasicAuthentication.header, Secret(value))
    case (.several(let styles), .fields(let values, _)):
      for (style, value) in zip(styles, values) {
        if let value { style.authorize(&request, value: value) }
      }
    case (.jwt(let style), .token(let token, _)): style.authorize(&request, token: token)
    case (.jwt(let style), .signed(let key, let claims, _)):
      style.authorize(&request, token: JSONWebToken.sign(self.claims(claims), key: key))
    case (.session(let style), .token(let token, _)): style.authorize(&request, token: token)
    case (.session(let style), .keys):
      style.authorize(&request, token: try open(account, manifest, style, cancellation))
    case (.none, _), (.header, _), (.query, _), (.basic, _), (.several, _), (.jwt, _), (.session, _): break
    }
  }

  private func claims(_ given: [(name: String, value: String)]) -> Object {
    // 52 bits, which every JSON parser can represent exactly.
    var claims: Object = ["jti": Value(Int(random() >> 12)), "iat": Value(Int(clock().rounded(.down)))]
    for (name, value) in given { claims[name] = Value(value) }
    return claims
  }
}

// MARK: Sessions
extension Authorizer {
  /// Opens a session with the account's keys, unless another thread has already done so.
  private func open(
    _ account: Account, _ manifest: Manifest, _ style: SessionAuthentication, _ cancellation: Cancellation
  ) throws(Failure) -> String {
    try exclusively { () throws(Failure) in
      switch try store.access(account, manifest) {
      case .token(let token, _): return token
      case .keys(let login, let publicKey, let privateKey, _):
        let call = LoginCall.signed(login, publicKey: publicKey, privateKey: privateKey)
        return try perform(call, account, manifest, style, cancellation)
      case .none, .header, .fields, .signed: return ""
      }
    }
  }

  /// Opens a session with a login call and remembers the call.
  func login(
    _ call: LoginCall, _ account: Account, _ manifest: Manifest, _ style: SessionAuthentication,
    _ cancellation: Cancellation
  ) throws(Failure) {
    _ = try exclusively { () throws(Failure) in try perform(call, account, manifest, style, cancellation) }
  }

  /// Reopens the session after a 401; returns false if that is not possible.
  func renew(_ account: Account, _ manifest: Manifest, _ cancellation: Cancellation) throws(Failure) -> Bool {
    guard case .session(let style) = manifest.authentication else { return false }
    return try exclusively { () throws(Failure) in
      guard let call = try loginCall(account, manifest, style) else { return false }
      _ = try perform(call, account, manifest, style, cancellation)
      return true
    }
  }

  /// Forgets how the session was opened.
  func forget(_ account: Account) { calls.withLock { $0[account] = nil } }

  private func loginCall(
    _ account: Account, _ manifest: Manifest, _ style: SessionAuthentication
  ) throws(Failure) -> LoginCall? {
    if let known = calls.withLock({ $0[account] }) { return known }
    guard case .keys(let login, let publicKey, let privateKey, _) = try store.keys(style, account, manifest) else {
      return nil
    }
    return .signed(login, publicKey: publicKey, privateKey: privateKey)
  }

  private func perform(
    _ call: LoginCall, _ account: Account, _ manifest: Manifest, _ style: SessionAuthentication,
    _ cancellation: Cancellation
  ) throws(Failure) -> String {
    redactor.add(call.secrets)
    var request = Request(
      method: "POST", base: try store.base(account, manifest), path: [call.entity],
      headers: Headers(manifest.headers.map { Headers.Field(name: $0.name, value: $0.value) }),
      body: .json(Array(call.body(milliseconds: Int(clock() * 1000)).json().utf8)),
      context: CallContext(account, method: "\(call.entity).\(call.method)", risk: call.risk(manifest.open)))
    request.context.isIncidental = true
    request.plan.retry.isRepeatable = false
    request.plan.shownJSON = LoginData.shown
    if let session = style.session {
      request.plan.secretsInResponse = { SessionAuthentication.secrets(session, in: $0) }
    }
    if let plan, request.context.risk != .read {
      plan(request)
      return ""
    }
    let token = try sessionID(in: try send(request, cancellation), account, manifest, style)
    store.add(style.token, token, account)
    calls.withLock { $0[account] = call }
    return token
  }

  private func send(_ request: Request, _ cancellation: Cancellation) throws(Failure) -> Response {
    var request = request
    do throws(TransportError) {
      request.plan.permit = try gate.admit(request)
      return try transport.send(request, cancellation: cancellation)
    } catch {
      throw Failure(error, of: request.context)
    }
  }

  private func sessionID(
    in response: Response, _ account: Account, _ manifest: Manifest, _ style: SessionAuthentication
  ) throws(Failure) -> String {
    var answer: Value
    do throws(Failure) {
      answer = try Judgement(manifest: manifest, account: account).value(of: response)
    } catch {
      var failure = error
      if failure.kind == .api { failure.kind = .auth }
      throw failure
    }
    answer = try style.session?(answer) ?? .null
    if let token = answer.string ?? (answer.isNull ? nil : answer.json()), !token.isEmpty { return token }
    throw Failure(
      .auth, "the login response of \(account) contains no session", provider: account.provider,
      status: response.status, exchange: response.exchange)
  }

  private func exclusively<Result>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    var result: Swift.Result<Result, Failure>?
    loggingIn.withLock { _ in result = Swift.Result(catching: body) }
    guard let result else { throw Failure(.auth, "the login did not run") }
    return try result.get()
  }
}
