import JSON

/// Coursio's API according to coursio.txt: methods of entities, called by POST.
///
/// The list of functions is not public. `auth` and `dashboard` are known from public clients; the other entities are
/// fictitious and all support the same methods. A missing object is HTTP 200 with `isError`, since 404 means that the
/// function does not exist.
final class CoursioAPI: SimulatedAPI {
  enum Endpoint { case call }

  static let name = "coursio"
  static let mount = "/coursio/api"

  let routes = RouteTable<Endpoint>([("POST", "/:entity", .call)])

  static let sessions = Shelf("coursio.sessions")

  let premises: Premises
  var store: Store { premises.store }

  init(_ premises: Premises) {
    self.premises = premises
  }

  static var methodNames: [String] {
    let entities = CoursioEntity.all.flatMap { entity in entityMethods.map { "\(entity.name).\($0)" } }
    return ["auth.login", "auth.loginHmac", "auth.check", "auth.logout", "dashboard.read"] + entities
  }

  func name(of endpoint: Endpoint, _ request: Request, _ segments: [String]) -> String {
    let method = (try? Value.parse(utf8: request.body))?["method"]?.string ?? ""
    return "\(segments.first ?? "").\(method)"
  }

  /// Logging in needs no session; everything else does.
  func admit(_ request: Request) throws -> Caller {
    if request.path == Self.mount + "/auth" { return Caller(identity: "", isOwner: false) }
    guard let token = request.header("token") else { throw Refusal(401, "the header is Token: SESSION") }
    return try caller(of: token)
  }

  func caller(of token: String) throws -> Caller {
    if token == premises.credentials.coursioToken { return Caller(identity: premises.credentials.coursioEmail) }
    guard let session = try store.get(token, from: Self.sessions) else {
      throw Refusal(401, "there is no such session")
    }
    return Caller(identity: session.string("email"), isOwner: session["isTeacher"]?.bool ?? false)
  }

  func answer(_ endpoint: Endpoint, _ call: Call) throws -> Answer {
    let function = try CoursioCall(call)
    switch function.entity {
    case "auth": return Self.succeed(try authenticate(function))
    case "dashboard":
      guard function.method == "read" else { throw function.unknown }
      return Self.succeed(try dashboard())
    default:
      guard let entity = CoursioEntity.all.first(where: { $0.name == function.entity }) else { throw function.unknown }
      return Self.succeed(try answer(function, of: entity))
    }
  }

  func answer(to refusal: Refusal) -> Answer {
    let message = refusal.message ?? Self.message(for: refusal.status)
    return Answer(refusing: refusal, with: ["isError": true, "errMsg": Value(message), "data": nil])
  }

  /// The document's table of codes.
  private static func message(for status: Int) -> String {
    switch status {
    case 400: "Invalid data was sent."
    case 401: "Function requires proper authentication."
    case 403: "Access for the current user is denied."
    case 404: "Function doesn't exist."
    default: "Internal error or an undefined situation."
    }
  }

  private static func succeed(_ data: Value) -> Answer { Answer(["isError": false, "errMsg": nil, "data": data]) }

  private func dashboard() throws -> Value {
    var data = Object()
    for entity in CoursioEntity.all {
      data[entity.name] = Value(try store.count(Selection(shelf: entity.shelf)))
    }
    let latest = Selection(
      shelf: CoursioEntity.results.shelf, order: [.init(field: "createdAt", direction: .descending)], limit: 5)
    data["recentResults"] = Value(try store.list(latest).map { Value($0.published) })
    return Value(data)
  }
}
