import Glibc
import HTTP
import Query
import Synchronization

extension TestServer {
  /// A request to this server.
  func request(
    _ method: String = "GET", _ path: [String] = ["x"], query: [(name: String, value: String)] = [],
    headers: Headers = [:], body: Body = .none, risk: Risk = .read
  ) throws -> Request {
    var request = Request(
      method: method, base: try BaseURL(url), path: path, query: query, headers: headers, body: body,
      context: CallContext(Account("test"), method: "things.get", risk: risk))
    request.plan.timeouts = Timeouts(connect: 2000, idle: 3000, total: 5000)
    return request
  }
}

extension Request {
  /// A request that is never sent.
  static func example(_ method: String = "GET", risk: Risk = .read, target: String? = nil) -> Request {
    Request(
      method: method, base: BaseURL.example, path: ["things", "7"],
      context: CallContext(
        Account("test"), method: "things.get", call: "test.things.get(7)", risk: risk, target: target))
  }
}

extension BaseURL {
  static let example = (try? BaseURL("https://api.example.invalid")) ?? { preconditionFailure("not a URL") }()
}

func client(_ change: (inout ClientConfiguration) -> Void = { _ in }) -> CurlClient {
  var configuration = ClientConfiguration(userAgent: "edush/test")
  change(&configuration)
  return CurlClient(configuration)
}

extension Transport {
  func send(_ request: Request) throws(TransportError) -> Response {
    try send(request, cancellation: Cancellation())
  }

  /// The error of a request that must fail.
  func failure(_ request: Request, cancellation: Cancellation = Cancellation()) -> TransportError? {
    do throws(TransportError) {
      _ = try send(request, cancellation: cancellation)
      return nil
    } catch {
      return error
    }
  }
}

/// Gives each request a permit, as a provider's calls do.
struct AdmittedTransport: Transport {
  let next: any Transport
  let gate: PolicyGate

  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    var request = request
    request.plan.permit = try gate.admit(request)
    return try next.send(request, cancellation: cancellation)
  }
}

extension TransportStack {
  /// The whole stack with the gate in front of it; everything is allowed.
  func admitting(_ client: any Transport) -> some Transport {
    AdmittedTransport(next: around(client), gate: PolicyGate { _ in Policy(answersYes: true) })
  }
}

/// Answers 200 and keeps nothing.
struct ForgetfulTransport: Transport {
  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    return Response(status: 200)
  }
}

/// Answers from a list, repeating the last entry, and keeps the requests.
final class ScriptedTransport: Transport {
  private let script: [Result<Response, TransportError>]
  private let sent = Mutex<[Request]>([])

  init(_ script: Result<Response, TransportError>...) {
    self.script = script
  }

  init(_ script: [Result<Response, TransportError>]) {
    self.script = script
  }

  var requests: [Request] { sent.withLock { $0 } }

  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    let place = sent.withLock { sent in
      sent.append(request)
      return sent.count - 1
    }
    return try script[min(place, script.count - 1)].get()
  }
}

extension Result where Success == Response, Failure == TransportError {
  static func status(_ status: Int, _ headers: Headers = [:], body: String = "") -> Self {
    .success(Response(status: status, headers: headers, body: Array(body.utf8)))
  }

  static func fault(_ kind: TransportError.Kind, sent: TransportError.Sent = .maybe) -> Self {
    .failure(TransportError(kind, sent: sent, "fault"))
  }
}

/// A clock that advances only when something sleeps.
final class FakeClock: Sendable {
  private let time: Mutex<Double>
  private let slept = Mutex<[Double]>([])

  init(_ start: Double = 1_000_000) {
    time = Mutex(start)
  }

  var sleeps: [Double] { slept.withLock { $0 } }
  var now: Double { time.withLock { $0 } }

  func advance(_ seconds: Double) {
    time.withLock { $0 += seconds }
  }

  var wallClock: WallClock {
    WallClock(now: { self.now }) { (seconds, cancellation) throws(TransportError) in
      if cancellation.isCancelled { throw TransportError(.cancelled, sent: .no, "cancelled") }
      self.slept.withLock { $0.append(seconds) }
      self.advance(seconds)
    }
  }
}

/// A new folder in the system's temporary folder.
func temporaryFolder() -> String {
  var template = Array("/tmp/edush-http-XXXXXX".utf8CString)
  return mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  let duration = ContinuousClock.now - start
  return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}
