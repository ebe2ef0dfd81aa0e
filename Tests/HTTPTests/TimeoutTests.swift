import Glibc
import HTTP
import Testing

/// The time limit of a whole call.
@Suite struct TimeoutTests {
  private func transport(_ client: any Transport, timeout: Double) -> some Transport {
    var stack = TransportStack(
      log: ExchangeLog(), redactor: Redactor(), windows: RateWindows(folder: temporaryFolder()) { _, _ in })
    stack.timeout = timeout
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
    #expect((0.15..<3).contains(duration))
  }

  @Test func `Tries share the time, and none starts after it`() throws {
    let inner = ScriptedTransport(.status(503))
    let transport = transport(inner, timeout: 0.6)
    let duration = seconds { #expect((try? transport.send(.example()))?.status == 503) }
    // The first wait is a quarter of a second, the second one twice that.
    #expect(inner.requests.count == 2)
    #expect(duration < 0.6)
    let limits = inner.requests.compactMap(\.plan.timeouts)
    #expect(limits.count == 2 && limits.allSatisfy { $0.idle == 0 && $0.total <= 600 })
    #expect(limits[1].total <= limits[0].total - 250)
  }

  @Test func `Waiting for a 429 does not count`() throws {
    let inner = ScriptedTransport(.status(429, ["Retry-After": "1"]), .status(200))
    #expect(try transport(inner, timeout: 0.9).send(.example()).status == 200)
    #expect(try #require(inner.requests.last?.plan.timeouts).total > 300)
  }
}
