import Glibc
import JSON
import Query
import Testing

@testable import HTTP

/// Recording with the whole stack above a scripted client, and replaying without a client.
@Suite struct CassetteTests {
  private let path = temporaryFolder() + "/run.cassette"
  private static let start = 1_764_441_000.25

  private static func stack(_ redactor: Redactor) -> TransportStack {
    let windows = RateWindows(folder: temporaryFolder(), notice: { _, _ in })
    var stack = TransportStack(log: ExchangeLog(), redactor: redactor, windows: windows)
    stack.clock = FakeClock(start).wallClock
    return stack
  }

  /// Sends requests through a recorder and ignores the results.
  private func record(
    _ requests: [Request], _ client: any Transport, redactor: Redactor = Redactor(),
    _ more: (CassetteRecorder) -> Void = { _ in }
  ) throws {
    let file = try CassetteFile(creating: path)
    let recorder = CassetteRecorder(
      file, program: "1", redactor: redactor, seed: 7, clock: FakeClock(Self.start).wallClock)
    var stack = Self.stack(redactor)
    stack.recorders = [recorder]
    let transport = stack.admitting(client)
    for request in requests { _ = try? transport.send(request) }
    more(recorder)
    file.close()
  }

  private func recordedText() throws -> String {
    let stream = try #require(fopen(path, "r"))
    defer { fclose(stream) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, stream)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  private func player(_ redactor: Redactor = Redactor()) throws -> CassettePlayer {
    CassettePlayer(try Cassette(Array(try recordedText().utf8), name: "c"), name: "c", redactor: redactor)
  }

  private static func replaying(_ player: CassettePlayer, _ redactor: Redactor = Redactor()) -> some Transport {
    AdmittedTransport(next: stack(redactor).replaying(player), gate: PolicyGate { _ in Policy(answersYes: true) })
  }

  private static func fault(_ text: String) -> CassetteFault? {
    do throws(CassetteFault) {
      _ = try Cassette(Array(text.utf8), name: "c")
      return nil
    } catch {
      return error
    }
  }

  private static func post(_ body: Body) -> Request {
    var request = Request.example("POST", risk: .write)
    request.body = body
    return request
  }

  @Test func `A replay returns the recorded response, whatever the status, and sends nothing`() throws {
    try record(
      [.example(), .example()],
      ScriptedTransport(
        .status(200, ["Content-Type": "application/json", "Set-Cookie": "a=b"], body: #"{"n":1}"#),
        .status(404, ["Retry-After": "3"], body: "gone")))
    let transport = Self.replaying(try player())
    let first = try transport.send(.example())
    #expect(first.status == 200 && first.body == Array(#"{"n":1}"#.utf8))
    #expect(first.headers.fields.map(\.name) == ["content-type"])
    let second = try transport.send(.example())
    #expect(second.status == 404 && second.headers["retry-after"] == "3")
  }

  @Test func `A cut connection and a timeout are replayed without waits or retries`() throws {
    let requests = [Self.post(.none), .example()]
    try record(requests, ScriptedTransport(.fault(.cut), .fault(.timeout(.total))))
    let transport = Self.replaying(try player())
    let cut = try #require(transport.failure(requests[0]))
    #expect(cut.kind == .cut && cut.sent == .maybe && cut.hint?.hasPrefix(TransportError.doubt) == true)
    #expect(transport.failure(requests[1])?.kind == .timeout(.total))
  }

  @Test func `A retried read is one line with its final outcome`() throws {
    try record([.example()], ScriptedTransport(.status(503), .fault(.cut), .status(200, body: "ok")))
    let transport = Self.replaying(try player())
    #expect(try transport.send(.example()).body == Array("ok".utf8))
    #expect(transport.failure(.example())?.kind == .notRecorded)
  }

  @Test(arguments: [
    (Body.json(Array(#"{"a":1,"b":[2]}"#.utf8)), Body.json(Array(#"{ "b": [2.0], "a": 1 }"#.utf8))),
    (
      Body.raw(contentType: "application/x-www-form-urlencoded", bytes: Array("a=x%20y&b=%C3%A9".utf8)),
      Body.form([("a", "x y"), ("b", "é")])
    ),
    (
      Body.raw(contentType: "image/png", bytes: [0xff, 0, 0xfe]),
      Body.raw(contentType: "image/png", bytes: [0xff, 0, 0xfe])
    ),
  ])
  func `Bodies match by meaning`(recorded: Body, asked: Body) throws {
    try record([Self.post(recorded)], ScriptedTransport(.status(201)))
    #expect(try Self.replaying(try player()).send(Self.post(asked)).status == 201)
  }

  @Test func `A body that is not text is preserved`() throws {
    let bytes: [UInt8] = [0x89, 0x50, 0xff, 0x00, 0x0a]
    try record([.example()], ScriptedTransport(.success(Response(status: 200, body: bytes))))
    #expect(try recordedText().contains("body_base64"))
    #expect(try Self.replaying(try player()).send(.example()).body == bytes)
  }

  @Test func `An unrecorded request shows the nearest recorded one and the difference`() throws {
    var recorded = Request.example()
    recorded.query = [("page", "2")]
    try record([recorded], ScriptedTransport(.status(200)))
    var asked = recorded
    asked.query = [("page", "3")]
    let player = try player()
    let error = try #require(Self.replaying(player).failure(asked))
    #expect(error.message == "GET /things/7?page=3 (test.things.get) is not recorded in c")
    #expect(
      error.hint == "the nearest recorded request is GET /things/7?page=2 (line 2); its query is `page=2`, not `page=3`"
    )
    #expect(player.remark == nil)
  }

  @Test func `A response is replayed once`() throws {
    try record([.example()], ScriptedTransport(.status(200)))
    let transport = Self.replaying(try player())
    _ = try transport.send(.example())
    #expect(transport.failure(.example())?.hint == "it was recorded once, and that response was already used")
  }

  @Test func `Unused requests are counted, except logins`() throws {
    var login = Self.post(.json(Array("{}".utf8)))
    login.context.isIncidental = true
    try record([.example(), .example("HEAD"), login], ScriptedTransport(.status(200)))
    let player = try player()
    _ = try Self.replaying(player).send(.example())
    #expect(player.remark == "1 request recorded in c was never made: HEAD /things/7 (line 3)")
  }

  @Test func `Equal requests of parallel rows get their own responses`() throws {
    func request(_ row: Int) -> Request {
      var request = Self.post(.none)
      request.context.place = UnitPlace(statement: 0, row: UnitPlace.Row(loop: 0, index: row))
      return request
    }
    try record([2, 0, 1].map(request), ScriptedTransport(.status(202), .status(200), .status(201)))
    let transport = Self.replaying(try player())
    #expect(try [0, 1, 2].map { try transport.send(request($0)).status } == [200, 201, 202])
  }

  @Test func `Units get the recorded random numbers and times`() throws {
    let places = [UnitPlace(statement: 0), UnitPlace(statement: 1, row: UnitPlace.Row(loop: 0, index: 3))]
    try record([], ScriptedTransport(.status(200))) { recorder in
      for place in places { _ = recorder.clock(of: place)() }
      #expect(recorder.seed(of: places[0]) != recorder.seed(of: places[1]))
    }
    let player = try player()
    #expect(player.seed == 7)
    for place in places { #expect(player.clock(of: place)() == Self.start) }
    #expect(player.clock(of: nil)() == Self.start)
  }
}

// MARK: The file

extension CassetteTests {
  @Test func `The file contains no secret, not even one discovered later`() throws {
    let redactor = Redactor([Secret("api-key-1234")])
    var request = Self.post(.form([("note", "api-key-1234"), ("later", "known-later-5678")]))
    request.query = [("q", "known-later-5678")]
    request.plan.authorize = { $0.headers.setSecret("Authorization", Secret("Bearer minted-token-99")) }
    request.plan.secretsInResponse = { _ in [Secret("teacher-token-7")] }
    let body = #"{"echo":"api-key-1234 minted-token-99","url":"https://x/?t=teacher-token-7","l":"known-later-5678"}"#
    try record([request], ScriptedTransport(.status(200, ["Link": "<api-key-1234>"], body: body)), redactor: redactor) {
      _ in
      redactor.add([Secret("known-later-5678")])
    }
    let text = try recordedText()
    for secret in ["api-key-1234", "minted-token-99", "teacher-token-7", "known-later-5678"] {
      #expect(!text.contains(secret), "\(secret) in \(text)")
    }
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(try Self.replaying(try player(redactor), redactor).send(request).status == 200)
  }

  @Test func `The placeholder of a secret matches any text in its place`() throws {
    func request(_ secret: String) -> Request {
      var request = Self.post(.json(Array(#"{"key":"\#(secret)","n":1}"#.utf8)))
      request.query = [("q", "a \(secret) b")]
      request.path[1] = secret
      return request
    }
    let redactor = Redactor([Secret("first-secret")])
    try record([request("first-secret")], ScriptedTransport(.status(200)), redactor: redactor)
    var other = request("second")
    other.query = [("q", "other second b")]
    let transport = Self.replaying(try player())
    #expect(transport.failure(other)?.kind == .notRecorded)
    #expect(try transport.send(request("second")).status == 200)
  }

  @Test func `An existing file is never overwritten`() throws {
    try record([], ScriptedTransport(.status(200)))
    let before = try recordedText()
    #expect(throws: CassetteFault.self) { try CassetteFile(creating: path) }
    #expect(try recordedText() == before)
  }

  @Test(arguments: [
    ("", "c is empty"), ("hello\n", "c, line 1: not JSON: "), ("{}\n", "c, line 1: not a cassette"),
    (#"{"cassette":2}"# + "\n", "c, line 1: a cassette of version 2"),
    (header + #"{"account":"x","request":{"method":"GE"#, "c, line 2: not JSON: "),
    (header + "\n", "c, line 2: not JSON: "), (header + "[]\n", "c, line 2: not an object"),
    (header + #"{"now":1}"# + "\n{}\n", "c, line 3: neither an exchange nor a time"),
    (
      header + #"{"account":"x","request":{"method":"GET","url":"http://h/"}}"#,
      "c, line 2: neither `response` nor `error`"
    ),
    (
      header + #"{"account":"x","request":{"method":"GET","url":"http://h/"},"response":{"status":7}}"#,
      "c, line 2: `response`"
    ),
    (
      header
        + #"{"account":"x","request":{"method":"GET","url":"http://h/"},"error":{"kind":"x","sent":"no","message":""}}"#,
      "c, line 2: `x` is not a kind of error"
    ),
    (header + #"{"now":1,"at":[1,2]}"#, "c, line 2: `at` is not the place of a unit"),
  ])
  func `An invalid line is reported by number`(text: String, message: String) {
    let fault = Self.fault(text)
    #expect(fault?.message.hasPrefix(message) == true, "\(String(describing: fault))")
  }

  private static let header = #"{"cassette":1,"edush":"1","time":1,"seed":"f"}"# + "\n"

  @Test(arguments: [[], [0], [0, 1], [0, 255, 3], [1, 2, 3, 4]] as [[UInt8]])
  func `Base64 decodes to its bytes`(bytes: [UInt8]) {
    #expect(Base64.decode(Base64.padded(bytes)) == bytes)
  }

  @Test(arguments: ["A", "AA", "A===", "A A=", "é==="])
  func `Invalid Base64 is refused`(text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
