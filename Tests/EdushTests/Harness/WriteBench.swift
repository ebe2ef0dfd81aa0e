import Foundation
import HTTP
import JSON
import Providers
import Query
import Sandbox
import Synchronization

/// A client with its own sandbox that inspects every write just before it is sent: the object as it is, and whether the
/// write already counts as done.
final class WriteBench: Sendable {
  private let sandbox = SandboxServer()
  private let folder: TemporaryFolder
  private let watch = Watch()
  let client: ProviderClient

  /// A write as a journal would record it.
  struct Write {
    var call: WrittenCall
    /// The probe's result before it was sent.
    var earlier: Settlement
  }

  /// Observes the writes; needs the client that is created with it.
  private final class Watch: Sendable {
    private let state = Mutex<(client: ProviderClient?, writes: [Write], others: [Value])>((nil, [], []))

    var writes: [Write] { state.withLock { $0.writes } }

    func begin(_ client: ProviderClient) { state.withLock { $0.client = client } }

    func exclude(_ others: [Value]) { state.withLock { $0.others = others } }

    func add(_ intent: CallIntent) {
      let (client, others) = state.withLock { ($0.client, $0.others) }
      guard intent.risk != .read, let client else { return }
      let call = WrittenCall(
        account: intent.account, method: intent.method, arguments: intent.arguments, before: intent.object(),
        sentAt: Date().timeIntervalSince1970)
      let earlier = client.settle(call, excluding: others, cancellation: Cancellation())
      state.withLock { $0.writes.append(Write(call: call, earlier: earlier)) }
    }
  }

  init() throws {
    let addresses = try sandbox.start()
    let urls = addresses.baseURLs.map { ("EDUSH_\($0.provider.uppercased())_URL", $0.url) }
    let variables = Dictionary(urls + sandbox.credentials.environment) { $1 }
    folder = try TemporaryFolder()
    let (log, redactor) = (ExchangeLog(), Redactor())
    let stack = TransportStack(
      log: log, redactor: redactor, windows: RateWindows(folder: folder.url.path(percentEncoded: false)) { _, _ in })
    var configuration = ProviderClient.Configuration(
      surroundings: CredentialSurroundings { variables[$0] },
      transport: stack.around(CurlClient(ClientConfiguration(userAgent: "edush/test"))),
      gate: PolicyGate { _ in Policy(answersYes: true) }, log: log, redactor: redactor)
    configuration.admitted = { [watch] in watch.add($0) }
    client = ProviderClient(configuration)
    watch.begin(client)
  }

  deinit { sandbox.stop() }

  /// The last output of an expression.
  @discardableResult
  func run(_ text: String) throws -> Value {
    let filter = try Filter(parsing: text, environment: CompileEnvironment(catalog: client.catalog))
    let context = EvaluationContext()
    context.caller = client.caller(cancellation: Cancellation())
    return try filter.outputs(.null, context: context).last ?? .null
  }

  /// Makes a write, and returns its record for a journal.
  func write(_ text: String, excluding others: [Value] = []) throws -> Write {
    watch.exclude(others)
    let count = watch.writes.count
    let payload = try run(text)
    guard watch.writes.count == count + 1, var write = watch.writes.last else { throw NotOneWrite(text: text) }
    write.call.payload = payload
    return write
  }

  /// Makes calls in sequence.
  func make(_ calls: [Call]) throws {
    for call in calls { _ = try client.caller(cancellation: Cancellation()).call(call) }
  }

  /// Whether a write counts as done after its response was lost.
  func settle(_ write: Write, excluding others: [Value] = []) -> Settlement {
    var lost = write.call
    lost.payload = nil
    return client.settle(lost, excluding: others, cancellation: Cancellation())
  }
}

/// The text makes no write or several, instead of one.
private struct NotOneWrite: Error {
  var text: String
}
