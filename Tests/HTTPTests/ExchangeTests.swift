import JSON
import Query
import Synchronization
import Testing

@testable import HTTP

@Suite struct ExchangeTests {
  private final class Recorder: ExchangeRecorder {
    let events = Mutex<[String]>([])
    let failure: (any Error)?

    init(failure: (any Error)? = nil) {
      self.failure = failure
    }

    func exchangeWillBegin(_ exchange: Exchange) throws {
      events.withLock { $0.append("begin \(exchange.id) \(exchange.meant.method)") }
      if let failure { throw failure }
    }

    func exchangeDidEnd(_ exchange: Exchange) {
      events.withLock { $0.append("end \(exchange.id) \(exchange.response?.status ?? 0) \(exchange.attempts.count)") }
    }
  }

  private static func stack(_ log: ExchangeLog, _ recorders: [any ExchangeRecorder] = []) -> TransportStack {
    let windows = RateWindows(folder: temporaryFolder(), notice: { _, _ in })
    var stack = TransportStack(log: log, redactor: Redactor([Secret("api-key-1234")]), windows: windows)
    stack.clock = FakeClock().wallClock
    stack.recorders = recorders
    return stack
  }

  @Test func `A retried call is one exchange, reported before and after`() throws {
    let log = ExchangeLog()
    let recorder = Recorder()
    let transport = Self.stack(log, [recorder]).admitting(ScriptedTransport(.status(503), .fault(.cut), .status(200)))
    let response = try transport.send(.example())
    #expect(response.exchange == 1)
    let exchange = try #require(log[1])
    #expect(exchange.attempts.map(\.status) == [503, nil, 200])
    #expect(exchange.attempts.map(\.failure) == [nil, .cut, nil])
    #expect(exchange.durationMilliseconds > 0)
    #expect(exchange.call == "test.things.get(7)" && exchange.provider == "test" && exchange.profile == nil)
    #expect(recorder.events.withLock { $0 } == ["begin 1 GET", "end 1 200 3"])
    _ = try transport.send(.example())
    #expect(log.last?.id == 2 && log.count == 2 && log[3] == nil && log[0] == nil)
  }

  @Test func `It contains no secret`() throws {
    let log = ExchangeLog()
    let answer = #"{"echo":"api-key-1234","jwt":"minted-token-99","url":"https://x/?t=teacher-token-7"}"#
    let inner = ScriptedTransport(.status(200, ["Set-Cookie": "abc", "X-Echo": "api-key-1234"], body: answer))
    var request = Request.example("POST", risk: .write)
    request.query = [("key", "api-key-1234")]
    request.body = .form([("password", "api-key-1234")])
    request.context.call = "test.login(key: \"api-key-1234\")"
    request.plan.authorize = { $0.headers.setSecret("Authorization", Secret("Bearer minted-token-99")) }
    request.plan.secretsInResponse = { _ in [Secret("teacher-token-7")] }
    let response = try Self.stack(log).admitting(inner).send(request)
    #expect(response.body == Array(answer.utf8))
    let exchange = try #require(log[1])
    #expect(exchange.meant.headers["authorization"] == nil)
    #expect(exchange.sent?.headers["authorization"] == "<redacted>")
    #expect(exchange.request.url.hasSuffix("?key=<redacted>"))
    #expect(exchange.response?.headers["set-cookie"] == "<redacted>")
    let text =
      "\(exchange)"
      + [exchange.meant.body, exchange.sent?.body, exchange.response?.body]
      .map { String(decoding: $0 ?? [], as: UTF8.self) }.joined()
    for secret in ["api-key-1234", "minted-token-99", "teacher-token-7"] { #expect(!text.contains(secret)) }
    #expect(inner.requests.first?.url.contains("api-key-1234") == true)
  }

  @Test func `All secrets in a response are hidden, however many`() throws {
    let log = ExchangeLog()
    let secrets = (1000..<3000).map { Secret("teacher-token-\($0)") }
    let inner = ScriptedTransport(.status(200, body: secrets.map(\.value).joined(separator: ",")))
    var request = Request.example()
    request.plan.secretsInResponse = { _ in secrets }
    _ = try Self.stack(log).admitting(inner).send(request)
    let body = String(decoding: try #require(log[1]?.response?.body), as: UTF8.self)
    #expect(body == repeatElement("<redacted>", count: 2000).joined(separator: ","))
  }

  @Test func `A credential from an earlier try is hidden as well`() throws {
    let log = ExchangeLog()
    let inner = ScriptedTransport(.status(503), .status(200, body: "seen single-use-number-1 and single-use-number-2"))
    let minted = Atomic(0)
    var request = Request.example()
    request.plan.authorize = { request in
      let number = minted.add(1, ordering: .relaxed).newValue
      request.headers.setSecret("Authorization", Secret("Bearer single-use-number-\(number)"))
    }
    _ = try Self.stack(log).admitting(inner).send(request)
    #expect(log[1]?.response?.body == Array("seen <redacted> and <redacted>".utf8))
  }

  @Test func `A failure is also an exchange, and its text hides secrets`() throws {
    let log = ExchangeLog()
    let inner = ScriptedTransport(.failure(TransportError(.tls, sent: .no, "host api-key-1234 is odd")))
    let error = Self.stack(log).admitting(inner).failure(.example())
    #expect(error?.exchange == 1)
    #expect(error?.message == "host <redacted> is odd")
    guard case .failed = try #require(log[1]).outcome else { throw ServerError() }
  }

  @Test func `A failing recorder stops the request`() {
    let inner = ScriptedTransport(.status(200))
    let error = Self.stack(ExchangeLog(), [Recorder(failure: ServerError())]).admitting(inner).failure(.example())
    #expect(error?.kind == .storage)
    #expect(error?.sent == .no)
    #expect(inner.requests.isEmpty)
  }

  @Test func `A request without a permit, or with another request's, is refused and not recorded`() throws {
    let log = ExchangeLog()
    let inner = ScriptedTransport(.status(200))
    let stack = Self.stack(log).around(inner)
    #expect(stack.failure(.example(risk: .write))?.kind == .policy(.write))
    let gate = PolicyGate { _ in Policy() }
    let changes: [(inout Request) -> Void] = [
      { $0.method = "DELETE" }, { $0.path.append("all") }, { $0.query.append(("_method", "DELETE")) },
      { $0.body = .form([("deleted", "true")]) }, { $0.headers["X-A"] = "b" },
      { $0.context.account = Account("test", profile: "live") },
    ]
    for change in changes {
      var request = Request.example("POST", risk: .write)
      request.plan.permit = try gate.admit(request)
      change(&request)
      #expect(stack.failure(request)?.kind == .policy(.write))
    }
    #expect(log.count == 0 && inner.requests.isEmpty)
  }

  @Test func `The oldest bodies are dropped first when there are too many`() throws {
    let log = ExchangeLog(bodyBudget: 250)
    let transport = Self.stack(log).admitting(ScriptedTransport(.status(200, body: String(repeating: "x", count: 100))))
    for _ in 0..<4 { _ = try transport.send(.example()) }
    #expect(log.all.map { $0.response?.body?.count } == [nil, nil, 100, 100])
    #expect(log.all.map { $0.response?.bodyLength } == [100, 100, 100, 100])
  }

  @Test func `The latest exchanges are kept whole, older ones only with number, call and status`() throws {
    let log = ExchangeLog(whole: 3)
    let transport = Self.stack(log).admitting(ScriptedTransport(.status(201, body: "body")))
    for _ in 0..<5 { _ = try transport.send(.example()) }
    #expect(log.count == 5)
    #expect(log.all.map(\.id) == [1, 2, 3, 4, 5])
    #expect(log.all.map(\.isAbridged) == [true, true, false, false, false])
    #expect(log.all.map { $0.response?.status } == [201, 201, 201, 201, 201])
    #expect(Set(log.all.map(\.method)).count == 1)
    #expect(log.latest(2).map(\.id) == [5, 4])
    #expect(log.latest(after: 4).map(\.id) == [5])
    #expect(log.latest().map(\.id) == [5, 4, 3])
    #expect(log[1]?.value.object?["note"]?.string?.contains("no longer kept") == true)
    #expect(log[5]?.value.object?["note"] == nil)
    #expect(log[6] == nil)
  }

  @Test func `An unfinished exchange stays whole, however many follow`() throws {
    let log = ExchangeLog(whole: 2)
    var exchange = log.begin(Exchange(.example(), PatternSet([]), startedAt: 1))
    let transport = Self.stack(log).admitting(ScriptedTransport(.status(200)))
    for _ in 0..<5 { _ = try transport.send(.example()) }
    #expect(log.latest().map(\.id) == [6, 5, 1])
    exchange.outcome = .failed(TransportError(.cancelled, sent: .maybe, "interrupted"))
    log.end(exchange)
    #expect(log.latest().map(\.id) == [6, 5])
    guard case .failed(let error) = try #require(log[1]).outcome else { throw ServerError() }
    #expect(error.kind == .cancelled)
  }

  @Test func `Exchanges from many threads are numbered without gaps`() throws {
    let log = ExchangeLog()
    let transport = Self.stack(log).admitting(ScriptedTransport(.status(200)))
    let results = Results()
    for _ in 0..<8 {
      startTestThread {
        for _ in 0..<50 { _ = try? transport.send(.example()) }
        results.add(true)
      }
    }
    #expect(results.wait(for: 8).count == 8)
    #expect(log.all.map(\.id) == Array(1...400))
  }

  @Test func `A finished call keeps only its exchange alive`() throws {
    final class Marker: Sendable {}
    var marker: Marker? = Marker()
    weak let left = marker
    let transport = Self.stack(ExchangeLog()).admitting(ForgetfulTransport())
    var request: Request? = Request.example()
    request?.plan.authorize = { [marker] _ in _ = marker }
    _ = try transport.send(#require(request))
    request = nil
    marker = nil
    #expect(left == nil)
  }

  @Test func `Scripts see an exchange as a value`() throws {
    let log = ExchangeLog()
    let inner = ScriptedTransport(
      .status(201, ["content-type": "application/json", "x-a": "1", "x-b": "2"], body: #"{"id":7,"n":[1.10]}"#))
    var request = Request.example("POST", risk: .write)
    request.context.account.profile = "old"
    request.body = .form([("a", "1")])
    _ = try Self.stack(log).admitting(inner).send(request)
    let expected = #"""
      {"id":1,"provider":"test","profile":"old","method":"things.get","call":"test.things.get(7)",\#
      "request":{"method":"POST","url":"https://api.example.invalid/things/7",\#
      "headers":{"content-type":"application/x-www-form-urlencoded"},"body":"a=1"},\#
      "response":{"status":201,"headers":{"content-type":"application/json","x-a":"1","x-b":"2"},\#
      "body":{"id":7,"n":[1.10]}},"started_at":"1970-01-12T13:46:40Z","duration_ms":0,"attempts":1}
      """#
    #expect(try #require(log[1]).value.json() == expected)
  }

  @Test func `A failed exchange has no response, and an invalid body is a string`() throws {
    let log = ExchangeLog()
    _ = Self.stack(log).admitting(ScriptedTransport(.fault(.tls, sent: .no))).failure(.example())
    _ = try Self.stack(log).admitting(ScriptedTransport(.status(502, body: "<html>"))).send(
      .example("POST", risk: .write))
    #expect(log[1]?.value["response"] == .null)
    #expect(log[1]?.value["profile"] == .null && log[1]?.value["request"]?["body"] == .null)
    #expect(log[2]?.value["response"]?["body"] == "<html>")
  }
}

/// A secret discovered after the exchange was recorded.
@Suite struct HindsightTests {
  @Test func `An exchange hides a secret that is discovered later`() throws {
    let log = ExchangeLog()
    let redactor = Redactor()
    let transport = RecordingTransport(
      ScriptedTransport(.status(200, ["X-Echo": "late-secret"], body: "late-secret")), log: log, redactor: redactor)
    var request = Request.example("POST", risk: .write)
    request.query = [("key", "late-secret")]
    request.body = .form([("text", "late-secret")])
    request.context.call = "test.send(\"late-secret\")"
    _ = try transport.send(request, cancellation: Cancellation())
    #expect(log[1]?.value.json().contains("late-secret") == true)
    redactor.add([Secret("late-secret")])
    let text = try #require(log[1]).value.json()
    #expect(!text.contains("late-secret") && text.contains("<redacted>"))
  }

  @Test func `A secret discovered during a request is hidden throughout its exchange`() throws {
    let log = ExchangeLog()
    let redactor = Redactor()
    let transport = RecordingTransport(ScriptedTransport(.status(200)), log: log, redactor: redactor)
    var request = Request.example("POST", risk: .write)
    request.context.call = "test.send(\"late-secret\")"
    request.plan.secretsInResponse = { _ in
      redactor.add([Secret("late-secret")])
      return []
    }
    _ = try transport.send(request, cancellation: Cancellation())
    #expect(log[1]?.value.json().contains("late-secret") == false)
  }

  @Test(arguments: [
    #"{"ok": 1, "token": "short", "rest": [1, {"a"#, #"[{"token": "shor"#, #"{"token": "a b", "x": "tru\u00"#,
  ])
  func `The received part of a truncated response is kept without its secrets`(body: String) throws {
    let log = ExchangeLog()
    var error = TransportError(.cut, sent: .yes, "cut")
    error.received = Response(status: 200, headers: ["content-type": "application/json"], body: Array(body.utf8))
    let transport = RecordingTransport(ScriptedTransport(.failure(error)), log: log, redactor: Redactor())
    var request = Request.example()
    request.plan.secretsInResponse = { response in
      let value = try? Value.parse(utf8: response.body)
      let token = value?["token"] ?? value?.array?.first?["token"]
      return token?.string.map { [Secret(wholeValue: $0)] } ?? []
    }
    #expect(throws: TransportError.self) { try transport.send(request, cancellation: Cancellation()) }
    let kept = try #require(log[1]).value
    #expect(kept["response"]?["status"] == 200 && kept["note"] == "the response is incomplete")
    let text = kept["response"]?.json() ?? ""
    #expect(text.contains("<redacted>"))
    #expect(!text.contains("shor") && !text.contains("a b"), "\(text)")
  }

  @Test func `A truncated response that cannot be parsed and may contain secrets keeps only its headers`() throws {
    let log = ExchangeLog()
    var error = TransportError(.cut, sent: .yes, "cut")
    error.received = Response(status: 200, headers: ["content-type": "text/html"], body: Array("<p>token=abc".utf8))
    let transport = RecordingTransport(ScriptedTransport(.failure(error)), log: log, redactor: Redactor())
    var request = Request.example()
    request.plan.secretsInResponse = { _ in [] }
    #expect(throws: TransportError.self) { try transport.send(request, cancellation: Cancellation()) }
    #expect(log[1]?.value["response"]?["headers"]?["content-type"] == "text/html")
    #expect(log[1]?.value["response"]?["body"] == .null)
  }

  @Test(arguments: ["…", "...", "\\u2026"])
  func `A truncated secret is hidden up to the ellipsis`(mark: String) {
    #expect(Redactor([Secret("api-key-1234")]).redact("no api-key-\(mark)") == "no <redacted>\(mark)")
  }

  @Test func `A multi-line secret is hidden even when it is printed on one line`() {
    let redactor = Redactor([Secret("-----BEGIN-----\nabc\n-----END-----")])
    #expect(redactor.redact("key: -----BEGIN----- ⏎ abc ⏎ -----END-----") == "key: <redacted>")
  }
}
