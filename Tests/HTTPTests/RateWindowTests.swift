import Foundation
import Glibc
import HTTP
import Query
import Synchronization
import Testing

@Suite struct RateWindowTests {
  private let limit = RateLimit(key: "test/key", count: 3, seconds: 60)

  private func limited() -> Request {
    var request = Request.example()
    request.plan.rateLimit = limit
    return request
  }

  @Test func `A full window makes the call wait, and reports until when`() throws {
    let clock = FakeClock()
    let notices = Mutex<[Double]>([])
    let windows = RateWindows(folder: temporaryFolder() + "/a/b", clock: clock.wallClock) { call, until in
      notices.withLock { $0.append(until) }
    }
    let transport = RateLimitTransport(ScriptedTransport(.status(200)), windows: windows)
    for _ in 0..<3 {
      _ = try transport.send(limited())
      clock.advance(10)
    }
    #expect(clock.sleeps.isEmpty)
    #expect(try windows.status(limit).remaining == 0)
    #expect(try windows.status(limit).freeAt == 1_000_060)
    _ = try transport.send(limited())
    #expect(clock.sleeps == [30])
    #expect(notices.withLock { $0 } == [1_000_060])
  }

  @Test func `A call that must not wait fails unsent`() throws {
    let clock = FakeClock()
    let inner = ScriptedTransport(.status(200))
    let windows = RateWindows(folder: temporaryFolder(), whenFull: .fail, clock: clock.wallClock) { _, _ in }
    let transport = RateLimitTransport(inner, windows: windows)
    for _ in 0..<3 { _ = try transport.send(limited()) }
    let error = transport.failure(limited())
    #expect(error?.kind == .rateWindowFull(until: 1_000_060))
    #expect(error?.sent == .no)
    #expect(error?.hint?.contains("--no-wait") == true)
    #expect(inner.requests.count == 3)
    clock.advance(60)
    #expect(transport.failure(limited()) == nil)
  }

  @Test func `A window that another process keeps locked is an error, and waiting for it ends with the call`() throws {
    let folder = temporaryFolder()
    let windows = RateWindows(folder: folder) { _, _ in }
    _ = try windows.status(limit)
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
    let file = open(folder + "/" + name, O_RDWR)
    defer { close(file) }
    #expect(flock(file, LOCK_EX) == 0)
    let transport = RateLimitTransport(ScriptedTransport(.status(200)), windows: windows)
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(transport.failure(limited(), cancellation: cancellation)?.kind == .cancelled)
    let error = transport.failure(limited())
    #expect(
      error?.kind == .storage && error?.sent == .no && error?.message.contains("locked") == true, "\(error as Any)")
  }

  @Test func `A window file is never a link`() throws {
    let folder = temporaryFolder()
    let victim = folder + "/victim"
    try "precious".write(toFile: victim, atomically: true, encoding: .utf8)
    let windows = RateWindows(folder: folder + "/limits") { _, _ in }
    _ = try windows.status(limit)
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder + "/limits").first)
    unlink(folder + "/limits/" + name)
    symlink(victim, folder + "/limits/" + name)
    let error = RateLimitTransport(ScriptedTransport(.status(200)), windows: windows).failure(limited())
    #expect(error?.kind == .storage)
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
  }

  @Test func `A request counts from its response, since the server counted it earlier`() throws {
    let clock = FakeClock()
    let slow = SlowTransport(clock: clock, seconds: 20)
    let windows = RateWindows(folder: temporaryFolder(), whenFull: .fail, clock: clock.wallClock) { _, _ in }
    _ = try RateLimitTransport(slow, windows: windows).send(limited())
    clock.advance(59)
    #expect(try windows.status(limit).remaining == 2)
    clock.advance(2)
    #expect(try windows.status(limit).remaining == 3)
  }

  @Test func `A request without a response counts a little longer, since the server counts it later`() throws {
    let clock = FakeClock()
    let windows = RateWindows(folder: temporaryFolder(), clock: clock.wallClock) { _, _ in }
    let limit = limit
    let unanswered = InspectingTransport {
      clock.advance(60.5)
      #expect((try? windows.status(limit).remaining) == 2)
      clock.advance(0.2)
      #expect((try? windows.status(limit).remaining) == 3)
    }
    _ = try RateLimitTransport(unanswered, windows: windows).send(limited())
  }

  @Test func `A request that was not sent frees its slot`() throws {
    let windows = RateWindows(folder: temporaryFolder(), clock: FakeClock().wallClock) { _, _ in }
    let failing = RateLimitTransport(ScriptedTransport(.fault(.notConnected, sent: .no)), windows: windows)
    for _ in 0..<5 { _ = failing.failure(limited()) }
    #expect(try windows.status(limit).remaining == 3)
    _ = RateLimitTransport(ScriptedTransport(.fault(.cut)), windows: windows).failure(limited())
    #expect(try windows.status(limit).remaining == 2)
  }

  @Test(arguments: [(["Retry-After": "90"], 90), ([:], 60)] as [(Headers, Double)])
  func `A 429 closes the window, and a read waits for it`(headers: Headers, wait: Double) throws {
    let clock = FakeClock()
    let windows = RateWindows(folder: temporaryFolder(), clock: clock.wallClock) { _, _ in }
    let inner = ScriptedTransport(.status(429, headers), .status(200))
    let transport = RetryTransport(RateLimitTransport(inner, windows: windows), clock: clock.wallClock)
    #expect(try transport.send(limited()).status == 200)
    #expect(clock.sleeps == [0, wait])
  }

  @Test func `A used-up quota leaves the window unchanged`() throws {
    let windows = RateWindows(folder: temporaryFolder(), clock: FakeClock().wallClock) { _, _ in }
    var request = limited()
    request.plan.retry.isQuota = { _ in true }
    let inner = ScriptedTransport(.status(429, ["Retry-After": "90"]))
    _ = try RateLimitTransport(inner, windows: windows).send(request)
    #expect(try windows.status(limit).remaining == 2)
  }

  @Test func `A window closed for an hour closes immediately, even between two milliseconds`() throws {
    let clock = FakeClock()
    clock.advance(0.0001)
    let inner = ScriptedTransport(.status(429, ["Retry-After": "3600"]))
    let windows = RateWindows(folder: temporaryFolder(), whenFull: .fail, clock: clock.wallClock) { _, _ in }
    let transport = RateLimitTransport(inner, windows: windows)
    #expect(transport.failure(limited()) == nil)
    #expect(transport.failure(limited())?.sent == .no)
    #expect(inner.requests.count == 1)
  }

  @Test func `A clock that was set back does not close the window for long`() throws {
    let clock = FakeClock()
    let windows = RateWindows(folder: temporaryFolder(), whenFull: .fail, clock: clock.wallClock) { _, _ in }
    let transport = RateLimitTransport(ScriptedTransport(.status(200)), windows: windows)
    for _ in 0..<3 { _ = try transport.send(limited()) }
    clock.advance(-900_000)
    #expect(try #require(try windows.status(limit).freeAt) <= 100_060)
  }

  @Test func `Many concurrent threads stay within the limit`() throws {
    let folder = temporaryFolder()
    let limit = RateLimit(key: "shared", count: 25, seconds: 3600)
    let inner = ScriptedTransport(.status(200))
    let results = Results()
    for _ in 0..<8 {
      startTestThread {
        let windows = RateWindows(folder: folder, whenFull: .fail) { _, _ in }
        let transport = RateLimitTransport(inner, windows: windows)
        var request = Request.example()
        request.plan.rateLimit = limit
        for _ in 0..<10 { _ = transport.failure(request) }
        results.add(true)
      }
    }
    #expect(results.wait(for: 8).count == 8)
    #expect(inner.requests.count == 25)
  }

  @Test func `A window locked by another process is waited for`() throws {
    let folder = temporaryFolder()
    let windows = RateWindows(folder: folder) { _, _ in }
    let inner = ScriptedTransport(.status(200))
    let transport = RateLimitTransport(inner, windows: windows)
    _ = try windows.status(limit)
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
    // Locks belong to an open file, so another one of this process is as good as one of another process.
    let file = open(folder + "/" + name, O_RDWR)
    #expect(flock(file, LOCK_EX) == 0)
    let (request, results) = (limited(), Results())
    startTestThread { results.add(transport.failure(request) == nil) }
    // Waits for the file: it has it open, besides this test.
    #expect(waits { Self.openings(of: folder + "/" + name) == 2 })
    #expect(inner.requests.isEmpty)
    close(file)
    #expect(results.wait(for: 1) == [true])
    #expect(try windows.status(limit).remaining == 2)
  }

  /// How often this process has a file open.
  private static func openings(of path: String) -> Int {
    let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return descriptors.count {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
    }
  }

  @Test func `A folder that is not writable is an error before sending`() {
    let inner = ScriptedTransport(.status(200))
    let windows = RateWindows(folder: "/proc/nowhere") { _, _ in }
    let error = RateLimitTransport(inner, windows: windows).failure(limited())
    #expect(error?.kind == .storage)
    #expect(inner.requests.isEmpty)
  }
}

private struct SlowTransport: Transport {
  let clock: FakeClock
  let seconds: Double

  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    clock.advance(seconds)
    return Response(status: 200)
  }
}

/// Runs a check while a request is in flight.
private struct InspectingTransport: Transport {
  let look: @Sendable () -> Void

  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    look()
    return Response(status: 200)
  }
}
