import HTTP
import JSON

/// A call that opens a session.
enum LoginCall: Sendable {
  /// Signed with a pair of keys, anew each time.
  case signed(SignedLogin, publicKey: String, privateKey: String)
  /// Any other.
  case plain(entity: String, method: String, data: Object)

  var entity: String {
    switch self {
    case .signed(let login, _, _): login.entity
    case .plain(let entity, _, _): entity
    }
  }

  var method: String {
    switch self {
    case .signed(let login, _, _): login.method
    case .plain(_, let method, _): method
    }
  }

  /// What is sent: `{method, data}`.
  func body(milliseconds: Int) -> Value {
    let data: Object
    switch self {
    case .signed(let login, let publicKey, let privateKey):
      data = login.data(publicKey: publicKey, privateKey: privateKey, milliseconds: milliseconds)
    case .plain(_, _, let given): data = given
    }
    return ["method": Value(method), "data": Value(data)]
  }

  /// The parts that nobody may see.
  var secrets: [Secret] {
    switch self {
    case .signed(_, _, let privateKey): [Secret(privateKey)]
    case .plain(_, _, let data): Self.secrets(in: Value(data), isSecret: false)
    }
  }

  private static let words = ["pass", "secret", "token", "hmac", "private", "pin", "otp", "session", "code"]

  private static func secrets(in value: Value, isSecret: Bool, depth: Int = 0) -> [Secret] {
    if isSecret, value.kind == .string || value.kind == .number { return [Secret(value.plainText)] }
    guard depth < 8, let members = value.object else { return [] }
    return members.flatMap { key, value in
      let name = key.string.lowercased()
      return secrets(in: value, isSecret: isSecret || words.contains { name.contains($0) }, depth: depth + 1)
    }
  }
}
