import Diagnostics
import JSON
import Query

/// The arguments of `login`: credentials to store, or a login call to send.
struct LoginArguments {
  static let callNames = ["entity", "method", "data"]

  var credentials: [String: String] = [:]
  var call: LoginCall?
  /// Whether a key pair opens the session, whatever other credentials are known.
  var signs = false

  init(_ arguments: Object, _ account: Account, _ manifest: Manifest) throws(Failure) {
    var entity: String?
    var method: String?
    var data: Object?
    let takesCalls = manifest.authentication.login != nil
    for (key, value) in arguments {
      let name = key.string
      switch name {
      case "entity" where takesCalls: entity = try Self.text(name, value, account)
      case "method" where takesCalls: method = try Self.text(name, value, account)
      case "data" where takesCalls:
        guard let members = value.object else {
          throw Self.fault("`data` is an object, not \(value.article)", account, ParameterSignature.Kind.object.advice)
        }
        data = members
      default:
        guard manifest.credential(name) != nil else { throw Self.unknown(name, account, manifest, takesCalls) }
        // An optional credential may be set to an empty string.
        if manifest.credential(name)?.isOptional == true, value.string?.isEmpty == true { continue }
        credentials[name] = try Self.text(name, value, account)
      }
    }
    try choose(entity, method, data, account, manifest.authentication.login)
  }

  private mutating func choose(
    _ entity: String?, _ method: String?, _ data: Object?, _ account: Account, _ signed: SignedLogin?
  ) throws(Failure) {
    guard let signed else { return }
    let namesKeys = credentials[signed.publicKey] != nil || credentials[signed.privateKey] != nil
    guard let method else {
      guard entity == nil, data == nil else {
        throw Self.fault("a login call needs its `method`", account, "such as `method: \"login\"`")
      }
      return signs = namesKeys
    }
    if data == nil, method == signed.method, entity ?? signed.entity == signed.entity { return signs = true }
    guard LoginCall.isLogin(method) else {
      throw Self.fault(
        "`\(method)` is not a login method", account,
        "its name needs a word of login, auth, authenticate or signin; call other methods as `\(account).\(entity ?? signed.entity).\(method)(…)`"
      )
    }
    call = .plain(entity: entity ?? signed.entity, method: method, data: data ?? [:])
  }

  private static func text(_ name: String, _ value: Value, _ account: Account) throws(Failure) -> String {
    guard value.kind == .string else {
      throw fault(
        "`\(name)` is a string, not \(value.article)", account, "put it into quotes, or leave it out to be asked")
    }
    guard !value.plainText.isEmpty else {
      throw fault("`\(name)` must not be empty", account, "leave it out to be asked")
    }
    return value.plainText
  }

  private static func unknown(
    _ name: String, _ account: Account, _ manifest: Manifest, _ takesCalls: Bool
  ) -> Failure {
    let names = manifest.credentials.map(\.name) + (takesCalls ? callNames : [])
    let near = names.nearest(to: name).map { "did you mean `\($0)`?" }
    return fault(
      "login \(account) has no parameter `\(name)`", account,
      near ?? "it accepts " + names.map { "`\($0)`" }.joined(separator: ", "))
  }

  private static func fault(_ message: String, _ account: Account, _ hint: String? = nil) -> Failure {
    Failure(.usage, message, provider: account.provider, hint: hint)
  }
}

extension Authentication {
  /// The header field that carries the credential.
  var headerNames: [String] {
    switch self {
    case .none, .query: []
    case .basic: [BasicAuthentication.header]
    case .header(let style): [style.header]
    case .several(let styles): styles.compactMap(\.headerName)
    case .jwt(let style): [style.header]
    case .session(let style): [style.header]
    }
  }

  /// The signed login of a provider with sessions.
  var login: SignedLogin? {
    switch self {
    case .session(let style): style.hmac
    case .none, .header, .query, .basic, .several, .jwt: nil
    }
  }
}

extension FieldAuthentication {
  fileprivate var headerName: String? {
    switch self {
    case .header(let style): style.header
    case .basic: BasicAuthentication.header
    case .query: nil
    }
  }
}
