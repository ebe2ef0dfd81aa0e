import CCurl
import Query
import Synchronization
import Threads

/// A single transfer: its curl handle, the data received so far, and the thread that waits for it.
///
/// After the start, everything but `fail` and `wait` runs on the driver thread.
final class Transfer: @unchecked Sendable {
  let easy: UnsafeMutableRawPointer
  let timeouts: Timeouts
  private let origin: Origin
  private let callName: String
  private let risk: Risk
  private let headerList: UnsafeMutableRawPointer?
  private let errorText: UnsafeMutablePointer<CChar>
  private let done = Latch()
  private let outcome = Mutex<Result<Response, TransportError>?>(nil)
  private let progress = Atomic<UInt8>(Progress.none)
  private var startedAt = 0.0
  private var lastActivity = 0.0
  private var uploaded: Int64 = 0
  var received: ReceivedAnswer

  /// How far the request came; read by other threads.
  private enum Progress {
    static let none: UInt8 = 0
    static let sending: UInt8 = 1
    static let answered: UInt8 = 2
    /// Possibly being sent: the library is too old to report it. At most one connection is opened, and used once.
    static let unknown: UInt8 = 4
    /// Ended before it was sent, and will not be sent.
    static let withheld: UInt8 = 3
  }

  init(_ request: Request, _ configuration: ClientConfiguration) throws(TransportError) {
    guard let easy = ccurl_easy() else { throw .outOfMemory }
    self.easy = easy
    timeouts = request.plan.timeouts ?? configuration.timeouts
    origin = request.origin
    callName = request.context.name
    risk = request.context.risk
    headerList = TransferOptions.headerList(request)
    errorText = .allocate(capacity: 512)
    errorText.initialize(repeating: 0, count: 512)
    received = ReceivedAnswer(bodyLimit: configuration.bodyLimit)
    let options = TransferOptions(easy: easy, request: request, configuration: configuration, timeouts: timeouts)
    guard options.set(headers: headerList, errorText: errorText) else { throw .outOfMemory }
    guard setCallbacks(asked: configuration.asksBeforeSending) else { throw .outOfMemory }
  }

  deinit {
    ccurl_easy_free(easy)
    ccurl_header_free(headerList)
    errorText.deallocate()
  }

  func wait() throws(TransportError) -> Response {
    done.wait()
    guard let outcome = outcome.withLock({ $0 }) else {
      throw TransportError(.brokenAnswer, sent: sent, "\(callName) ended without a result").inDoubt(risk)
    }
    return try outcome.get()
  }

  /// Ends the transfer with an error, from any thread. Only the first end counts.
  ///
  /// - Parameter received: the part of the response that was received.
  func fail(_ kind: TransportError.Kind, _ what: String, received: Response? = nil) {
    // From now on `willSend` refuses, so that "certainly not sent" stays true.
    _ = progress.compareExchange(
      expected: Progress.none, desired: Progress.withheld, ordering: .acquiringAndReleasing)
    var error = TransportError(kind, sent: sent, "\(callName): \(what)", hint: CurlFailure.hint(kind, sent))
    error.received = received
    end(.failure(error.inDoubt(risk)))
  }

  private func end(_ result: Result<Response, TransportError>) {
    let isFirst = outcome.withLock { outcome in
      defer { outcome = outcome ?? result }
      return outcome == nil
    }
    if isFirst { done.set() }
  }

  private var sent: TransportError.Sent {
    switch progress.load(ordering: .acquiring) {
    case Progress.none, Progress.withheld: .no
    case Progress.answered: .yes
    default: .maybe
    }
  }
}

// Runs on the driver thread.
extension Transfer {
  func willStart() {
    startedAt = monotonicSeconds()
    lastActivity = startedAt
  }

  /// When the idle timeout expires; nil while connecting, which has its own timeout.
  var idleDeadline: Double? {
    guard timeouts.idle > 0, sent != .no else { return nil }
    return lastActivity + Double(timeouts.idle) / 1000
  }

  func finish(code: Int32) {
    guard code == 0 else { return finish(failure: code) }
    guard received.hasWholeHeader else { return finish(failure: Int32(CCURL_GOT_NOTHING.rawValue)) }
    guard var response = received.response else { return fail(.brokenAnswer, "\(origin) sent no HTTP response") }
    response.timings = Timings(of: easy)
    end(.success(response))
  }

  /// The partial response; nil before the headers are complete.
  var beginning: Response? { received.hasWholeHeader ? received.response : nil }

  private func finish(failure code: Int32) {
    let elapsed = (monotonicSeconds() - startedAt) * 1000
    if CurlFailure.isBeforeConnecting(code) {
      _ = progress.compareExchange(
        expected: Progress.unknown, desired: Progress.withheld, ordering: .acquiringAndReleasing)
    }
    let failure = CurlFailure(
      code: code, detail: String(cString: errorText), origin: origin, sent: sent, limit: received.exceededLimit,
      isOverTime: timeouts.total > 0 && elapsed >= Double(timeouts.total) - 2)
    fail(failure.kind, failure.text, received: beginning)
  }

  private func setCallbacks(asked: Bool) -> Bool {
    let data = Unmanaged.passUnretained(self).toOpaque()
    _ = ccurl_set_callbacks(
      easy,
      { bytes, size, count, data in Transfer.from(data)?.receive(bytes, size &* count) ?? 0 },
      { bytes, size, count, data in Transfer.from(data)?.receiveHeader(bytes, size &* count) ?? 0 },
      { data, _, _, _, uploaded in Transfer.from(data)?.didUpload(uploaded) ?? 1 }, data)
    if asked, ccurl_set_before_request(easy, { data, _, _, _, _ in Transfer.from(data)?.willSend() ?? 1 }, data) == 0 {
      return true
    }
    progress.store(Progress.unknown, ordering: .relaxed)
    return sendsOnceAtMost()
  }

  /// Keeps a library that does not call back from sending a request twice. It would do so when a reused connection dies
  /// or an HTTP/2 stream is refused, so both are disabled.
  private func sendsOnceAtMost() -> Bool {
    ccurl_set_number(easy, CCURL_FRESH_CONNECT, 1) == 0
      && ccurl_set_number(easy, CCURL_HTTP_VERSION, Int(CCURL_HTTP_VERSION_1_1)) == 0
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> Transfer? {
    data.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Called when a connection is ready, before the first byte of the request. A second call means that libcurl wants to
  /// resend the request because a reused connection died; that decision is not left to libcurl.
  private func willSend() -> Int32 {
    lastActivity = monotonicSeconds()
    let (isFirst, _) = progress.compareExchange(
      expected: Progress.none, desired: Progress.sending, ordering: .acquiringAndReleasing)
    return isFirst ? 0 : 1
  }

  private func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    progress.store(Progress.answered, ordering: .releasing)
    lastActivity = monotonicSeconds()
    return received.addHeaderLine(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
  }

  private func receive(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    lastActivity = monotonicSeconds()
    // A callback that reports fewer bytes than it was given aborts the transfer.
    return received.addBody(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : count == 0 ? 1 : 0
  }

  private func didUpload(_ count: Int64) -> Int32 {
    if count != uploaded { lastActivity = monotonicSeconds() }
    uploaded = count
    return 0
  }
}

extension Timings {
  fileprivate init(of easy: UnsafeMutableRawPointer) {
    nameLookup = Double(ccurl_info(easy, CCURL_INFO_NAME_LOOKUP)) / 1000
    connect = Double(ccurl_info(easy, CCURL_INFO_CONNECT)) / 1000
    tls = Double(ccurl_info(easy, CCURL_INFO_TLS)) / 1000
    firstByte = Double(ccurl_info(easy, CCURL_INFO_FIRST_BYTE)) / 1000
    total = Double(ccurl_info(easy, CCURL_INFO_TOTAL)) / 1000
  }
}
