import Hashing
import JSON

// Methods: auth.login, auth.loginHmac, auth.check, auth.logout
extension CoursioAPI {
  func authenticate(_ call: CoursioCall) throws -> Value {
    switch call.method {
    case "login": try login(call)
    case "loginHmac": try loginByDigest(call)
    case "check": ["email": Value(try session(call).identity)]
    case "logout": try logout(call)
    default: throw call.unknown
    }
  }

  private func session(_ call: CoursioCall) throws -> Caller {
    guard let token = call.request.header("token") else { throw Refusal(401, "the header is Token: SESSION") }
    return try caller(of: token)
  }

  private func login(_ call: CoursioCall) throws -> Value {
    let credentials = premises.credentials
    let email = call.data.string("email")
    guard [credentials.coursioEmail, credentials.coursioLearnerEmail].contains(email),
      call.data.string("password") == credentials.coursioPassword
    else { throw Refusal(401, "the address or the password is wrong") }
    return try open(email: email, isTeacher: email == credentials.coursioEmail)
  }

  /// Logs in with the hex HMAC-SHA1 of public key, time and salt, given in four headers or in `data`.
  private func loginByDigest(_ call: CoursioCall) throws -> Value {
    func part(_ name: String) -> String {
      call.request.header("X-Coursio-\(name)") ?? call.data[name].flatMap { $0.string ?? $0.nonNull?.json() } ?? ""
    }
    let (key, time, salt) = (part("apikey"), part("time"), part("random"))
    guard key == premises.credentials.coursioPublicKey, !time.isEmpty else {
      throw Refusal(401, "apikey, time, random and hmac are needed, with the sandbox's public key")
    }
    let code = HashFunction.sha1.authenticationCode(
      for: Array((key + time + salt).utf8), key: Array(premises.credentials.coursioPrivateKey.utf8))
    guard Hexadecimal.text(code) == part("hmac").lowercased() else {
      throw Refusal(401, "hmac is not hex HMAC-SHA1(private key, apikey + time + random)")
    }
    return try open(email: premises.credentials.coursioEmail, isTeacher: true)
  }

  private func open(email: String, isTeacher: Bool) throws -> Value {
    var random = try premises.randomForNew("session")
    let id = "session-" + random.text(32, of: "0123456789abcdef")
    try store.put(["email": Value(email), "isTeacher": Value(isTeacher)], id: id, on: Self.sessions)
    return ["sessionId": Value(id), "email": Value(email)]
  }

  private func logout(_ call: CoursioCall) throws -> Value {
    _ = try session(call)
    try store.remove(call.request.header("token") ?? "", from: Self.sessions)
    return .null
  }
}
