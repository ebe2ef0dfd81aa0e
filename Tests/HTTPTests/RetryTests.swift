import HTTP
import Query
import Synchronization
import Testing

@Suite struct RetryTests {
  @Test(arguments: RetryRow.table)
  func `A request is tried as often as is useful and safe`(row: RetryRow) throws {
    let bench = try RetryBench(row.fault)
    defer { bench.stop() }
    for risk in [Risk.read, .write, .outward, .destructive] {
      for isRepeatable in [false, true] {
        let outcome = try bench.run(risk, isRepeatable: isRepeatable)
        let expected = risk == .read && isRepeatable ? row.read : row.write
        #expect(outcome.tries == expected, "\(risk), \(isRepeatable ? "repeatable" : "a login")")
        #expect(outcome.sent == row.sent, "\(risk)")
        #expect(outcome.waited <= 60)
        // A request that was not sent never arrived.
        if let received = outcome.received { #expect(received == (row.sent == .no ? 0 : expected), "\(risk)") }
      }
    }
  }

  private static func sleeps(_ outcome: Result<Response, TransportError>, random: Double, now: Double = 0) -> [Double] {
    let clock = FakeClock(now)
    let transport = RetryTransport(ScriptedTransport(outcome), clock: clock.wallClock, random: { random })
    _ = try? transport.send(.example())
    return clock.sleeps
  }

  @Test func `Waits grow and have jitter`() {
    #expect(Self.sleeps(.status(503), random: 0.5) == [0.25, 0.5, 1])
    #expect(Self.sleeps(.status(503), random: 0) == [0.125, 0.25, 0.5])
    #expect(Self.sleeps(.fault(.notConnected, sent: .no), random: 0.5) == [0.25, 0.5, 1])
  }

  @Test func `A connection that died immediately is replaced immediately`() {
    #expect(Self.sleeps(.fault(.cut), random: 0.5) == [0, 0.5, 1])
    #expect(Self.sleeps(.fault(.cut, sent: .yes), random: 0.5) == [0.25, 0.5, 1])
  }

  @Test(arguments: [
    ("3", [3.0, 3, 3]), ("0", [0, 0, 0]), ("29", [29, 29]), ("61", []), ("999999999999999999999999", []),
    ("Sun, 06 Nov 1994 08:49:47 GMT", [10, 0, 0]), ("Sun, 06 Nov 1994 08:49:07 GMT", [0, 0, 0]),
    ("soon", [0.25, 0.5, 1]), ("-1", [0.25, 0.5, 1]), ("Sun, 99 Nov 1994 08:49:47 GMT", [0.25, 0.5, 1]),
    ("Sunday, 06-Nov-94 08:49:47 GMT", [10, 0, 0]), ("Sun Nov  6 08:49:47 1994", [10, 0, 0]),
    ("Sunday, 06-Nov-44 08:49:47 GMT", []), ("Monday, 06-Nov-45 08:49:47 GMT", [0, 0, 0]),
    ("Sun Nov 31 08:49:47 1994", [0.25, 0.5, 1]), ("Sun, 06 Nov 1994 08:49:47", [0.25, 0.5, 1]),
    ("Sun, 06 Nov 1994 08:49:47 CET", [0.25, 0.5, 1]), ("Sun, 06 Nov 1994 8:49:47 GMT", [0.25, 0.5, 1]),
    ("", [0.25, 0.5, 1]),
  ])
  func `The server's Retry-After takes precedence, up to sixty seconds`(text: String, sleeps: [Double]) {
    let outcome = Result<Response, TransportError>.status(503, ["Retry-After": text])
    #expect(Self.sleeps(outcome, random: 0.5, now: 784_111_777) == sleeps)
  }

  @Test func `A 429 waits no longer than allowed, and the error says until when`() throws {
    let clock = FakeClock(784_111_777)
    let inner = ScriptedTransport(.status(429, ["Retry-After": "20"]), .status(200))
    let impatient = RetryTransport(inner, clock: clock.wallClock, whenFull: .waitFor(seconds: 10))
    #expect(impatient.failure(.example())?.kind == .rateWindowFull(until: 784_111_797))
    #expect(clock.sleeps.isEmpty)
    let patient = RetryTransport(
      ScriptedTransport(.status(429, ["Retry-After": "20"]), .status(200)), clock: clock.wallClock,
      whenFull: .waitFor(seconds: 20))
    #expect(try patient.send(.example()).status == 200)
  }

  @Test func `The response counts its tries`() throws {
    let inner = ScriptedTransport(.status(503), .fault(.cut), .status(200))
    let transport = RetryTransport(inner, clock: FakeClock().wallClock)
    #expect(try transport.send(.example()).attempts == 3)
    #expect(
      RetryTransport(ScriptedTransport(.fault(.cut)), clock: FakeClock().wallClock).failure(.example())?.attempts == 4)
  }

  @Test func `Each try creates its own credential`() throws {
    let inner = ScriptedTransport(.status(503), .status(502), .status(200))
    let minted = Atomic(0)
    var request = Request.example()
    request.plan.authorize = { request in
      let number = minted.add(1, ordering: .relaxed).newValue
      request.headers.setSecret("Authorization", Secret("Bearer \(number)"))
    }
    let transport = RetryTransport(AuthorizingTransport(inner), clock: FakeClock().wallClock)
    #expect(try transport.send(request).status == 200)
    #expect(inner.requests.map { $0.headers["authorization"] } == ["Bearer 1", "Bearer 2", "Bearer 3"])
  }

  @Test func `A credential cannot redirect a request`() throws {
    let inner = ScriptedTransport(.status(200))
    var request = Request.example()
    let other = try BaseURL("https://evil.example").origin
    request.plan.authorize = { $0.origin = other }
    _ = try AuthorizingTransport(inner).send(request)
    #expect(inner.requests.first?.url == "https://api.example.invalid/things/7")
  }

  @Test func `A credential that cannot be obtained stops the call`() {
    struct NoLogin: Error {}
    let inner = ScriptedTransport(.status(200))
    var request = Request.example()
    request.plan.authorize = { _ in throw NoLogin() }
    let error = RetryTransport(AuthorizingTransport(inner), clock: FakeClock().wallClock).failure(request)
    #expect(error?.kind == .notAuthorized)
    #expect(error?.underlying is NoLogin)
    #expect(inner.requests.isEmpty)
  }

  @Test func `A 401 renews the credential once`() throws {
    let inner = ScriptedTransport(.status(401), .status(200))
    var request = Request.example(risk: .write)
    request.plan.retry.renew = { $0.status == 401 }
    let response = try RetryTransport(inner, clock: FakeClock().wallClock).send(request)
    #expect(response.status == 200 && response.attempts == 2)
    let stubborn = ScriptedTransport(.status(401))
    #expect(try RetryTransport(stubborn, clock: FakeClock().wallClock).send(request).status == 401)
    #expect(stubborn.requests.count == 2)
    request.plan.retry.renew = { _ in false }
    let refused = ScriptedTransport(.status(401))
    _ = try RetryTransport(refused, clock: FakeClock().wallClock).send(request)
    #expect(refused.requests.count == 1)
  }

  @Test func `A cancelled call does not wait for its next try`() {
    let cancellation = Cancellation()
    startTestThread { cancellation.cancel() }
    let transport = RetryTransport(ScriptedTransport(.status(503, ["Retry-After": "50"])))
    #expect(transport.failure(.example(), cancellation: cancellation)?.kind == .cancelled)
  }
}
