import Glibc
import HTTP
import Testing

/// The time limit of a whole call.
@Suite struct TimeoutTests {
  private func transport(
    _ client: any Transport, timeout: Double, _ clock: WallClock = .system
  ) -> some Transport {
    var stack = TransportStack(
      log: ExchangeLog(), redactor: Redactor(), windows: RateWindows(folder: temporaryFolder()) { _, _ in })
    stack.timeout = timeout
    stack.clock = clock
    stack.random = { 0.5 }
    return stack.admitting(client)
  }

  @Test func `A server that does not respond is abandoned after the limit, and the error reports it`() throws {
    let server = try TestServer { _ in .hang }
    defer { server.stop() }
    let request = try server.request()
    let transport = transport(client(), timeout: 0.2)
    let duration = seconds {
      let error = transport.failure(request)
      #expect(error?.kind == .timeout(.total))
      #expect(error?.message == "test.things.get: no response within 0.2 s")
    }
    #expect(duration >= 0.15)
  }

  @Test func `Tries share the time`() throws {
    let inner = ScriptedTransport(.status(503), .status(200))
    #expect(try transport(inner, timeout: 60).send(.example()).status == 200)
    let limits = inner.requests.compactMap(\.plan.timeouts)
    #expect(limits.count == 2 && limits.allSatisfy { $0.idle == 0 && $0.total <= 60_000 })
    // The wait between them is a quarter of a second.
    #expect(limits[1].total <= limits[0].total - 250)
  }

  @Test func `No try begins when the time would be over`() throws {
    let clock = FakeClock()
    let inner = ScriptedTransport(.status(503, ["Retry-After": "20"]))
    #expect(try transport(inner, timeout: 15, clock.wallClock).send(.example()).status == 503)
    #expect(inner.requests.count == 1 && clock.sleeps.isEmpty)
    #expect(try transport(inner, timeout: 45, clock.wallClock).send(.example()).status == 503)
    #expect(clock.sleeps.first == 20)
  }

  @Test func `A 429 that is waited out does not count`() throws {
    let inner = ScriptedTransport(.status(429, ["Retry-After": "2"]), .status(200))
    #expect(try transport(inner, timeout: 1.9).send(.example()).status == 200)
  }
}
