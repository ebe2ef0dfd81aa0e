import JSON
import Storage

/// Who makes a request.
struct Caller: Sendable {
  /// What the API knows the person by: an e-mail address or a key.
  let identity: String
  /// Whether everything of the organization is theirs to see and change.
  var isOwner = true
}

/// A request that an API has let in.
struct Call {
  let request: Request
  let caller: Caller
  /// The parameters of the path, by name.
  let parameters: [String: String]

  /// A parameter of the path; empty where the route has none of that name.
  subscript(name: String) -> String { parameters[name] ?? "" }
}

/// One of the five APIs, as its document describes it.
protocol SimulatedAPI: AnyObject {
  associatedtype Endpoint

  /// The provider's name in commands, rules and the log.
  static var name: String { get }
  /// The path under which it answers.
  static var mount: String { get }

  var routes: RouteTable<Endpoint> { get }

  /// The resource and method that a request means, for rules and the log.
  func name(of endpoint: Endpoint, _ request: Request, _ segments: [String]) -> String

  /// All that `name` can give for a request that is answered.
  static var methodNames: [String] { get }

  /// The resource and method of an endpoint in the description of the API.
  static func operationName(_ endpoint: Endpoint) -> String

  /// The parameters beside the path's that the document names.
  static func parameters(of endpoint: Endpoint) -> [Parameter]

  /// The form of an answer that the document shows.
  static func answer(of endpoint: Endpoint) -> DocumentedAnswer

  /// How OpenAPI describes the credential.
  static var securityScheme: Object { get }

  /// Fills the empty store with data. Runs once, in a transaction.
  func generate() throws

  /// Checks the credential; throws a `Refusal` where it is none.
  func admit(_ request: Request) throws -> Caller

  func answer(_ endpoint: Endpoint, _ call: Call) throws -> Answer

  /// What the API says to a request it refuses.
  func answer(to refusal: Refusal) -> Answer
}

extension SimulatedAPI where Endpoint: RawRepresentable & CaseIterable, Endpoint.RawValue == String {
  static var endpointNames: [String] { Endpoint.allCases.map(\.rawValue) }

  static var methodNames: [String] { endpointNames }

  func name(of endpoint: Endpoint, _ request: Request, _ segments: [String]) -> String { endpoint.rawValue }

  static func operationName(_ endpoint: Endpoint) -> String { endpoint.rawValue }
}

extension SimulatedAPI {
  /// Generates the data where that has not been done.
  func prepare(_ premises: Premises) throws {
    let fact = "generated \(Self.name)"
    guard try premises.store.fact(fact) == nil else { return }
    try premises.store.database.transaction {
      try generate()
      try premises.store.setFact(fact, to: 1)
    }
  }
}

extension Answer {
  /// An answer that refuses, with the reason in a header.
  init(refusing refusal: Refusal, with body: Value) {
    self.init(body, status: refusal.status)
    let reason = refusal.reason.unicodeScalars.map { (" "..."~").contains($0) ? String($0) : "?" }.joined()
    headers.append(("X-Sandbox-Reason", reason))
  }
}
