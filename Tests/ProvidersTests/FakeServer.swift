import Diagnostics
import HTTP
import JSON
import Query
import Synchronization

@testable import Providers

/// A transport that records requests and answers from a list, then with `{}`; status 0 is a cut connection.
final class FakeServer: Transport {
  struct State {
    var requests: [Request] = []
    var answers: [Response] = []
  }

  private let state = Mutex(State())

  init(_ answers: [Response] = []) { state.withLock { $0.answers = answers } }

  convenience init(json answers: String...) { self.init(answers.map { .json($0) }) }

  var requests: [Request] { state.withLock { $0.requests } }

  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    let answer = state.withLock { state in
      state.requests.append(request)
      return state.answers.isEmpty ? .json("{}") : state.answers.removeFirst()
    }
    guard answer.status > 0 else { throw TransportError(.cut, sent: .maybe, "the connection was cut") }
    return answer
  }
}

extension Response {
  static func json(_ text: String, status: Int = 200) -> Response {
    Response(status: status, headers: ["content-type": "application/json"], body: Array(text.utf8))
  }
}

/// A client with a fake server, logged in to all five providers, and an engine that calls it.
struct Bench {
  let server: FakeServer
  let log = ExchangeLog()
  let redactor = Redactor()
  let undoHistory = UndoHistory()
  private let folder = TemporaryFolder()
  let client: ProviderClient

  static let keys = [
    "EDUSH_CODEMENTOR_API_KEY": "codementor-key", "EDUSH_CODERPAD_API_KEY": "coderpad-key",
    "EDUSH_TUTREX_API_KEY": "tutrex-key", "EDUSH_COURSEPATH_API_KEY": "coursepath-key",
    "EDUSH_COURSEPATH_EMAIL": "john.smith@example.com", "EDUSH_COURSEPATH_ACADEMY": "acme",
    "EDUSH_COURSIO_TOKEN": "coursio-session",
  ]

  init(
    _ server: FakeServer = FakeServer(), environment: [String: String] = keys,
    policy: Policy = Policy(answersYes: true),
    manifests: [(name: String, text: String)] = [], planner: CallPlanner? = nil,
    surroundings change: (inout CredentialSurroundings) -> Void = { _ in }
  ) {
    self.server = server
    var stack = TransportStack(
      log: log, redactor: redactor,
      windows: RateWindows(folder: folder.path) { _, _ in })
    stack.clock = WallClock(now: { 1_700_000_000 }, sleep: { (_, _) throws(TransportError) in })
    var surroundings = CredentialSurroundings { environment[$0] }
    surroundings.variableNames = { Array(environment.keys) }
    change(&surroundings)
    var configuration = ProviderClient.Configuration(
      surroundings: surroundings, transport: stack.around(server), gate: PolicyGate { _ in policy }, log: log,
      redactor: redactor)
    configuration.manifests = manifests.map { ManifestSource(name: $0.name, text: $0.text) }
    configuration.undoHistory = undoHistory
    configuration.keepsCalls = true
    configuration.planner = planner
    configuration.clock = { 1_431_426_541.5 }
    configuration.random = { 508_870_138 << 12 }
    client = ProviderClient(configuration)
  }

  /// All outputs of an expression.
  @discardableResult
  func run(_ text: String) throws -> [Value] {
    let filter = try Filter(parsing: text, environment: CompileEnvironment(catalog: client.catalog))
    let context = EvaluationContext()
    context.caller = client.caller(cancellation: Cancellation())
    context.clock = { 1_700_000_000 }
    return try filter.outputs(.null, context: context)
  }

  /// The failure of one call whose arguments are given as values, so that no static check comes first.
  func failure(
    _ provider: String, _ resource: String?, _ method: String, _ arguments: [(String?, Value)] = [],
    profile: String? = nil
  ) -> Failure? {
    let call = Call(
      Account(provider, profile: profile), resource: resource, method: method,
      arguments: arguments.map { .init(name: $0.0, value: $0.1, range: .init(5, 9)) },
      source: .init(name: "test", text: "some call"), range: .init(0, 9))
    do throws(Failure) {
      _ = try client.caller(cancellation: Cancellation()).call(call)
      return nil
    } catch {
      return error
    }
  }

  /// The last request, as `GET https://… body`.
  var last: String {
    guard let request = server.requests.last else { return "nothing" }
    let body = request.body.bytes.map { " " + String(decoding: $0, as: UTF8.self) } ?? ""
    return "\(request.method) \(request.url)\(body)"
  }
}
