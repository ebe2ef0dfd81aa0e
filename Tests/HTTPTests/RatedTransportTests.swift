import Foundation
import HTTP
import Query
import Synchronization
import Testing

/// Requests that wait for their account's token bucket. Each `RateBuckets` represents a process.
@Suite struct RatedTransportTests {
  private let folder = temporaryFolder() + "/limits"
  private let clock = FakeClock(784_111_770.5)

  private func transport(
    _ inner: any Transport = ForgetfulTransport(), rate: String? = "2/s", whenFull: WhenFull = .wait,
    notice: @escaping RateWindows.Notice = { _, _ in }
  ) -> RateLimitTransport {
    let rate = rate.flatMap { Rate(parsing: $0) }
    let buckets = RateBuckets(
      folder: folder, whenFull: whenFull, clock: clock.wallClock, random: { 0 }, rate: { _ in rate }, notice: notice)
    let windows = RateWindows(folder: folder, whenFull: whenFull, clock: clock.wallClock, notice: notice)
    return RateLimitTransport(inner, windows: windows, buckets: buckets)
  }

  private var waited: Double { clock.now - 784_111_770.5 }

  @Test func `Processes share an account's rate`() throws {
    let (one, other) = (transport(), transport())
    for _ in 0..<6 {
      _ = try one.send(.example())
      _ = try other.send(.example())
    }
    #expect(abs(waited - 5.5) < 0.001)
  }

  @Test func `Without a rate nothing waits, and no file is created`() throws {
    let transport = transport(rate: nil)
    for _ in 0..<50 { _ = try transport.send(.example()) }
    #expect(waited == 0)
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `A call that must not wait fails unsent and takes no token`() throws {
    let transport = transport(rate: "1/m", whenFull: .fail)
    _ = try transport.send(.example())
    for _ in 0..<3 {
      let error = transport.failure(.example())
      #expect(error?.kind == .rateWindowFull(until: 784_111_830.5))
      #expect(error?.sent == .no)
      #expect(error?.hint?.contains("--no-wait") == true)
    }
    clock.advance(60)
    #expect(transport.failure(.example()) == nil)
  }

  @Test func `A wait that would be too long is not started`() throws {
    let transport = transport(rate: "1/m", whenFull: .waitFor(seconds: 61))
    _ = try transport.send(.example())
    _ = try transport.send(.example())
    #expect(abs(waited - 60) < 0.01)
    let impatient = self.transport(rate: "1/m", whenFull: .waitFor(seconds: 59))
    let error = impatient.failure(.example())
    #expect(error?.kind == .rateWindowFull(until: 784_111_890.5))
    #expect(error?.hint?.contains("--wait") == true)
    #expect(abs(waited - 60) < 0.01)
  }

  /// The time is half a second past 08:49:30.
  private static let forms = [
    "9", "Sun, 06 Nov 1994 08:49:39 GMT", "Sunday, 06-Nov-94 08:49:39 GMT", "Sun Nov  6 08:49:39 1994",
  ]

  @Test(arguments: forms, [(429, "2/s"), (503, "2/s"), (429, nil), (503, nil)] as [(Int, String?)])
  func `A Retry-After holds back all processes until then`(form: String, case: (Int, String?)) throws {
    let (status, rate) = `case`
    let refused = ScriptedTransport(.status(status, ["Retry-After": form]))
    #expect(try transport(refused, rate: rate).send(.example()).status == status)
    #expect(waited == 0)
    #expect(transport(rate: rate, whenFull: .fail).failure(.example())?.sent == .no)
    let told = Mutex<[Double]>([])
    let other = transport(rate: rate) { _, until in told.withLock { $0.append(until) } }
    _ = try other.send(.example())
    let expected = form == "9" ? 9 : 8.5
    #expect(abs(waited - expected) < 0.01)
    #expect(told.withLock { $0.count } == 1)
    #expect(transport(rate: nil, whenFull: .fail).failure(.example()) == nil)
  }

  @Test func `A used-up quota closes nothing`() throws {
    var request = Request.example()
    request.plan.retry.isQuota = { _ in true }
    _ = try transport(ScriptedTransport(.status(429, ["Retry-After": "30"]))).send(request)
    _ = try transport().send(.example())
    #expect(waited < 1)
  }

  @Test func `Without a rate, a Retry-After too long for a retry closes nothing`() throws {
    _ = try transport(ScriptedTransport(.status(429, ["Retry-After": "61"])), rate: nil).send(.example())
    _ = try transport(rate: nil).send(.example())
    #expect(waited == 0)
    _ = try transport(ScriptedTransport(.status(429, ["Retry-After": "99999999999999999999999"]))).send(.example())
    _ = try transport().send(.example())
    #expect(abs(waited - 3600) < 0.01)
  }

  @Test func `Other accounts continue`() throws {
    _ = try transport(ScriptedTransport(.status(429, ["Retry-After": "30"]))).send(.example())
    var request = Request.example()
    request.context.account = Account("test", profile: "other")
    _ = try transport().send(request)
    #expect(waited == 0)
  }

  @Test func `A refusal halves the rate for all, and success restores it`() throws {
    let refusing = transport(ScriptedTransport(.status(429)), rate: "10/s")
    let other = transport(rate: "10/s")
    for _ in 0..<10 { _ = try other.send(.example()) }
    _ = try refusing.send(.example())
    var start = clock.now
    for _ in 0..<5 { _ = try other.send(.example()) }
    #expect((0.8...1.0).contains(clock.now - start), "\(clock.now - start)")
    for _ in 0..<100 { _ = try other.send(.example()) }
    start = clock.now
    for _ in 0..<10 { _ = try other.send(.example()) }
    #expect(abs(clock.now - start - 1) < 0.01)
  }

  @Test func `A request passes its provider's window and its account's bucket`() throws {
    var request = Request.example()
    request.plan.rateLimit = RateLimit(key: "both", count: 3, seconds: 60)
    let transport = transport(rate: "1/s")
    for _ in 0..<3 { _ = try transport.send(request) }
    #expect(abs(waited - 2) < 0.01)
    _ = try transport.send(request)
    #expect(abs(waited - 60) < 0.1)
    _ = try transport.send(request)
    #expect(abs(waited - 61) < 0.1)
  }

  @Test func `A cancelled call stops waiting, and other threads get their turn`() throws {
    let buckets = RateBuckets(folder: folder, rate: { _ in Rate(parsing: "20/m") }, notice: { _, _ in })
    let windows = RateWindows(folder: folder) { _, _ in }
    let transport = RateLimitTransport(ForgetfulTransport(), windows: windows, buckets: buckets)
    _ = try transport.send(.example())
    let (first, second) = (Cancellation(), Cancellation())
    let results = Results()
    for cancellation in [first, second] {
      startTestThread {
        results.add(transport.failure(.example(), cancellation: cancellation)?.kind == .cancelled)
      }
    }
    second.cancel()
    first.cancel()
    #expect(results.wait(for: 2) == [true, true])
    #expect(try transport.send(.example()).status == 200)
  }

  @Test func `Many concurrent threads keep to the rate, and all finish`() throws {
    let inner = TimedTransport()
    let buckets = RateBuckets(folder: folder, rate: { _ in Rate(parsing: "50/s") }, notice: { _, _ in })
    let windows = RateWindows(folder: folder) { _, _ in }
    let transport = RateLimitTransport(inner, windows: windows, buckets: buckets)
    let results = Results()
    for _ in 0..<40 {
      startTestThread { for _ in 0..<4 { results.add(transport.failure(.example()) == nil) } }
    }
    #expect(results.wait(for: 160).allSatisfy { $0 })
    let times = inner.times
    #expect(times.count == 160)
    for (index, time) in times.enumerated().dropFirst(50) {
      #expect(time - times[0] >= Double(index - 50) / 50 - 0.5)
    }
  }
}

/// Records when requests arrive.
private final class TimedTransport: Transport {
  private let state = Mutex<[Double]>([])

  var times: [Double] { state.withLock { $0.sorted() } }

  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    let now = WallClock.system.now()
    state.withLock { $0.append(now) }
    return Response(status: 200)
  }
}
