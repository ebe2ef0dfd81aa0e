import JSON
import Storage

/// The user who makes a request.
struct Caller: Sendable {
  /// The identity in the API: an e-mail address or a key.
  let identity: String
  /// Whether the user can see and change everything in the organization.
  var isOwner = true
}

/// An authenticated request.
struct Call {
  let request: Request
  let caller: Caller
  /// The path parameters, by name.
  let parameters: [String: String]

  /// A path parameter; empty if the route does not have it.
  subscript(name: String) -> String { parameters[name] ?? "" }
}

/// One of the five APIs, simulated according to its document.
protocol SimulatedAPI: AnyObject {
  associatedtype Endpoint

  /// The provider's name in commands, rules and the log.
  static var name: String { get }
  /// The path prefix of the API.
  static var mount: String { get }

  var routes: RouteTable<Endpoint> { get }

  /// The resource and method that a request corresponds to, for rules and the log.
  func name(of endpoint: Endpoint, _ request: Request, _ segments: [String]) -> String

  /// All possible results of `name` for valid requests.
  static var methodNames: [String] { get }

  /// The resource and method of an endpoint in the OpenAPI document.
  static func operationName(_ endpoint: Endpoint) -> String

  /// The documented parameters, without path parameters.
  static func parameters(of endpoint: Endpoint) -> [Parameter]

  /// The documented shape of a response.
  static func answer(of endpoint: Endpoint) -> DocumentedAnswer

  /// The OpenAPI security scheme.
  static var securityScheme: Object { get }

  /// Fills the empty store with data. Called once, in a transaction.
  func generate() throws

  /// Authenticates a request. Throws a `Refusal` if the credential is invalid.
  func admit(_ request: Request) throws -> Caller

  func answer(_ endpoint: Endpoint, _ call: Call) throws -> Answer

  /// The response to a refused request.
  func answer(to refusal: Refusal) -> Answer
}

extension SimulatedAPI where Endpoint: RawRepresentable & CaseIterable, Endpoint.RawValue == String {
  static var endpointNames: [String] { Endpoint.allCases.map(\.rawValue) }

  static var methodNames: [String] { endpointNames }

  func name(of endpoint: Endpoint, _ request: Request, _ segments: [String]) -> String { endpoint.rawValue }

  static func operationName(_ endpoint: Endpoint) -> String { endpoint.rawValue }
}

extension SimulatedAPI {
  /// Generates the data unless that has been done.
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
  /// Creates an error response with the reason in a header.
  init(refusing refusal: Refusal, with body: Value) {
    self.init(body, status: refusal.status)
    let reason = refusal.reason.unicodeScalars.map { (" "..."~").contains($0) ? String($0) : "?" }.joined()
    headers.append(("X-Sandbox-Reason", reason))
  }
}
