import Glibc
import HTTP
import Query

/// One fault and a client that meets it again and again: real sockets, but a clock on which waiting takes no time.
final class RetryBench {
  struct Outcome {
    var tries: Int
    var sent: TransportError.Sent
    /// Seconds between the tries.
    var waited: Double
    /// How many requests arrived complete; nil without a server.
    var received: Int?
  }

  private struct NoLogin: Error {}

  private let fault: RetryFault
  private let server: TestServer?
  private let handshakes: HandshakeListener?
  private let full: FullListener?

  init(_ fault: RetryFault) throws {
    self.fault = fault
    server = try fault.reply.map { reply in try TestServer { _ in reply } }
    full = if case .notTaken = fault { FullListener() } else { nil }
    handshakes =
      switch fault {
      case .resetInHandshake: try HandshakeListener(.reset)
      case .closedInHandshake: try HandshakeListener(.close)
      case .noTLS: try HandshakeListener(.speak("HTTP/1.1 400 Bad Request\r\n\r\n"))
      default: nil
      }
  }

  func stop() {
    server?.stop()
    handshakes?.stop()
    full?.stop()
  }

  func run(_ risk: Risk, isRepeatable: Bool) throws -> Outcome {
    let clock = FakeClock()
    let before = server?.requests.count ?? 0
    let transport = RetryTransport(RedirectTransport(try client(clock)), clock: clock.wallClock, random: { 0.5 })
    let request = try request(risk, isRepeatable)
    var (tries, sent) = (0, TransportError.Sent.yes)
    do throws(TransportError) {
      tries = try transport.send(request).attempts
    } catch {
      (tries, sent) = (error.attempts, error.sent)
    }
    return Outcome(
      tries: tries, sent: sent, waited: clock.sleeps.reduce(0, +), received: server.map { $0.requests.count - before })
  }

  private func client(_ clock: FakeClock) throws -> any Transport {
    if case .scripted(let result) = fault { return ScriptedTransport(result) }
    let windows = RateWindows(folder: temporaryFolder(), clock: clock.wallClock) { _, _ in }
    let curl = HTTPTests.client { $0.bodyLimit = 4000 }
    return RateLimitTransport(AuthorizingTransport(curl), windows: windows)
  }

  private func request(_ risk: Risk, _ isRepeatable: Bool) throws -> Request {
    var request = Request(
      method: risk == .read ? "GET" : "POST", base: try BaseURL(address), path: ["x"],
      context: CallContext(Account("test"), method: "things.do", risk: risk))
    request.plan.retry.isRepeatable = isRepeatable
    request.plan.timeouts = Timeouts(connect: 3000, idle: 3000, total: 5000)
    switch fault {
    case .notTaken: request.plan.timeouts = Timeouts(connect: 40, idle: 0, total: 5000)
    case .idle: request.plan.timeouts = Timeouts(connect: 3000, idle: 60, total: 5000)
    case .slow: request.plan.timeouts = Timeouts(connect: 3000, idle: 0, total: 60)
    case .quota: request.plan.retry.isQuota = { _ in true }
    case .window: request.plan.rateLimit = RateLimit(key: "things", count: 100, seconds: 5)
    case .badHeader: request.headers.add("X", "a\r\nB: c")
    case .noCredential: request.plan.authorize = { _ in throw NoLogin() }
    case .scripted, .refused, .resetInHandshake, .closedInHandshake, .noTLS, .reply: break
    }
    return request
  }

  private var address: String {
    if let handshakes { return "https://127.0.0.1:\(handshakes.port)" }
    return "http://127.0.0.1:\(server?.port ?? full?.port ?? HandshakeListener.closedPort)"
  }
}

/// Accepts connections, waits for the first bytes of a handshake, and does something else.
final class HandshakeListener: Sendable {
  enum Deed: Sendable {
    case reset
    case close
    case speak(String)
  }

  let port: Int
  private let listener: Int32

  init(_ deed: Deed) throws {
    (listener, port) = try Self.bound()
    guard listen(listener, 16) == 0 else { throw ServerError() }
    let listener = listener
    startTestThread {
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        Self.meet(connection, deed)
      }
      Glibc.close(listener)
    }
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// A port with no listener, reserved while the tests run.
  static let closedPort = (try? bound().port) ?? 0

  private static func meet(_ connection: Int32, _ deed: Deed) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    _ = recv(connection, &bytes, bytes.count, 0)
    switch deed {
    case .reset:
      var abrupt = linger(l_onoff: 1, l_linger: 0)
      setsockopt(connection, SOL_SOCKET, SO_LINGER, &abrupt, socklen_t(MemoryLayout<linger>.size))
    case .close: break
    case .speak(let text): _ = Array(text.utf8).withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0x4000) }
    }
    Glibc.close(connection)
  }

  /// A socket on a free port, not listening yet.
  static func bound() throws -> (Int32, port: Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    guard isBound else { throw ServerError() }
    return (listener, Int(UInt16(bigEndian: address.sin_port)))
  }
}
