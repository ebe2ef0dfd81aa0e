import HTTP
import JSON
import Query

/// A call that opens a session.
enum LoginCall: Sendable {
  /// Signed with a key pair, anew for each login.
  case signed(SignedLogin, publicKey: String, privateKey: String)
  /// Any other login call.
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

  /// The risk class: that of the words in the method's name apart from the login word. A key pair only opens a session.
  func risk(_ open: OpenMethods?) -> Risk {
    switch self {
    case .signed: .read
    case .plain(_, let method, _): open?.knownRisk(of: method) ?? .read
    }
  }

  /// Whether a method opens a session, judging by the words of its name (docs/security.md, "What a script may do").
  static func isLogin(_ method: String) -> Bool {
    !NameWords.all(in: method).isDisjoint(with: ["login", "auth", "authenticate", "signin"])
  }

  /// The request body: `{method, data}`.
  func body(milliseconds: Int) -> Value {
    let data: Object
    switch self {
    case .signed(let login, let publicKey, let privateKey):
      data = login.data(publicKey: publicKey, privateKey: privateKey, milliseconds: milliseconds)
    case .plain(_, _, let given): data = given
    }
    return ["method": Value(method), "data": Value(data)]
  }

  /// The secret parts.
  var secrets: [Secret] {
    switch self {
    case .signed(_, _, let privateKey): [Secret(privateKey)]
    case .plain(_, _, let data): LoginData.secrets(in: data)
    }
  }
}
