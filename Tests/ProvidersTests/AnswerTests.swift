import HTTP
import JSON
import Query
import Testing

@testable import Providers

@Suite struct AnswerTests {
  @Test(arguments: [
    ("coderpad.pads.get(\"a\")", #"{"status":"OK","id":"a","new":1}"#, #"{"id":"a","new":1}"#),
    ("coderpad.pads.end(\"a\")", #"{"status":"OK"}"#, "null"), ("coderpad.pads.list", #"{"status":"OK"}"#, "[]"),
    ("coderpad.pads.list", #"{"status":"OK","pads":[{"id":1}],"total":1}"#, #"[{"id":1}]"#),
    ("codementor.sessions.list", #"{"data":[{"id":"a"}],"has_more":false}"#, #"[{"id":"a"}]"#),
    ("codementor.payouts.list(\"2018-05\")", #"[{"gross_amount":"23.910"}]"#, #"[{"gross_amount":"23.910"}]"#),
    ("codementor.scheduled_sessions.confirm(\"a\")", #"{"id":"a"}"#, #"{"id":"a"}"#),
    ("tutrex.lessons.list", #"{"status":"success","body":null}"#, "[]"),
    (
      "tutrex.lessons.list", #"{"status":"success","body":[{"startTime":"1544198400"},{"startTime":"soon"}]}"#,
      #"[{"startTime":1544198400},{"startTime":"soon"}]"#
    ),
    (
      "tutrex.lessons.get(1)", #"{"status":"success","body":{"id":1,"startTime":"1544198400"}}"#,
      #"{"id":1,"startTime":1544198400}"#
    ), ("tutrex.lessons.delete(1)", #"{"status":"success","body":null}"#, "null"),
    ("tutrex.lessons.delete(1)", "", "null"), ("coursepath.courses.list", "[1]", "[1]"),
    ("coursepath.courses.list", #"{"total":1,"courses":[1]}"#, "[1]"), ("coursepath.courses.list", "", "[]"),
    ("coursepath.courses.list", #"{"a":[1],"b":[2]}"#, #"{"a":[1],"b":[2]}"#),
    ("coursio.course.save(id: 4)", #"{"isError":false,"errMsg":null,"data":{"id":4}}"#, #"{"id":4}"#),
    ("coderpad.request(\"GET\", \"/api/pads\")", #"{"status":"OK","pads":[]}"#, #"{"status":"OK","pads":[]}"#),
    ("coderpad.request(\"GET\", \"/api/pads\")", "plain words", #""plain words""#),
  ])
  func `A call outputs the payload`(call: String, answer: String, output: String) throws {
    let bench = Bench(FakeServer(json: answer))
    #expect(try bench.run(call).map { $0.json() } == [output])
  }

  /// Provider, status, body, content type; kind, message, field errors.
  private static let refusals: [(call: String, status: Int, body: String, kind: Failure.Kind, message: String)] = [
    ("coderpad.quota.get", 401, #"{"status":"ERROR","message":"Invalid API key"}"#, .auth, "Invalid API key"),
    ("coderpad.quota.get", 404, "<html>no</html>", .api, "Resource not found"),
    ("coderpad.quota.get", 429, #"{"status":"ERROR","message":"Over quota."}"#, .api, "Over quota."),
    ("coderpad.quota.get", 200, #"{"status":"ERROR","message":"Forbidden"}"#, .api, "Forbidden"),
    ("coderpad.quota.get", 500, "", .transport, "internal server error (HTTP 500)"),
    (
      "coderpad.quota.get", 200, #"{"status":"OK","#, .transport,
      "coderpad returned JSON that is broken or cut short"
    ),
    (
      "coderpad.pads.list", 200, #"{"status":"OK","pads":7}"#, .transport,
      "coderpad.pads.list returned a number, not a list"
    ),
    ("coursepath.courses.list", 200, "42", .transport, "coursepath.courses.list returned a number, not a list"),
    (
      "coderpad.quota.get", 200, "<!doctype html><p>Hi", .transport,
      "coderpad returned a web page instead of JSON: \"Hi\""
    ),
    ("codementor.sessions.list", 401, "", .auth, "Your API key is wrong."),
    ("codementor.sessions.list", 409, #"{"error":{"message":"gone"}}"#, .api, "gone"),
    (
      "tutrex.lessons.get(1)", 404, #"{"status":"error","body":{"message":"Lesson not found."}}"#, .api,
      "Lesson not found."
    ),
    (
      "tutrex.lessons.get(1)", 200, #"{"status":"error","body":{"message":"Lesson not found."}}"#, .api,
      "Lesson not found."
    ),
    ("coursepath.members.me", 422, #"{"errors":[{"message":"a"},"b"]}"#, .api, "a; b"),
    ("coursio.a.read", 200, #"{"isError":true,"errMsg":"No","data":null}"#, .api, "No"),
    ("coursio.a.read", 403, #"{"isError":true,"errMsg":null}"#, .api, "Access for the current user is denied."),
    ("coursio.a.save", 503, #"{"isError":true,"errMsg":"Later"}"#, .transport, "Later"),
  ]

  @Test(arguments: refusals.indices)
  func `A refusal reports the reason`(index: Int) throws {
    let (call, status, body, kind, message) = Self.refusals[index]
    let answers = (0..<4).map { _ in Response.json(body, status: status) }
    let bench = Bench(FakeServer(answers))
    let caught = try #require(try bench.run("try \(call) catch .").first)
    #expect(caught["kind"] == Value(kind.rawValue))
    #expect(caught["message"] == Value(message))
    #expect(caught["status"] == Value(status))
    #expect(caught["exchange"] == 1)
  }

  @Test func `A read that failed after retries reports the number of tries`() throws {
    let bench = Bench(FakeServer((0..<4).map { _ in .json("{}", status: 503) }))
    let thrown = #expect(throws: EvaluationError.self) { try bench.run("coderpad.quota.get") }
    guard case .error(let error)? = thrown else { return }
    #expect(error.failure?.hint == "tried 4 times; the problem is on coderpad's side; try again later")
  }

  @Test(
    arguments: [
      ("<html><head><title>Service\n maintenance</title></head><body>Back at noon", "Service maintenance"),
      ("<!doctype html><style>p {}</style><script>let a = 1</script><p>Not <b>found</b>", "Not found"),
      ("<title></title><p>x", "x"), ("<html></html>", nil), ("<", nil), ("", nil),
      ("<p>" + String(repeating: "word ", count: 40), String(repeating: "word ", count: 16) + "…"),
    ] as [(String, String?)])
  func `A web page is reported by its title or its text`(page: String, text: String?) {
    #expect(PageText(page).text == text)
  }

  @Test func `Field errors are kept by name`() throws {
    let body = #"{"status":"error","body":{"message":"Invalid data.","errors":{"title":"Title should not be empty."}}}"#
    let bench = Bench(FakeServer([.json(body, status: 400)]))
    let caught = try bench.run("try tutrex.lessons.update(1, title: \"\") catch .errors")
    #expect(caught == [["title": "Title should not be empty."]])
  }

  @Test func `CoderPad's 429 is a used-up quota and is never retried`() throws {
    let bench = Bench(FakeServer([.json("{}", status: 429)]))
    try bench.run("try coderpad.quota.get catch .")
    #expect(bench.server.requests.count == 1)
  }

  @Test func `Secret parts stay in values and are hidden in exchanges and on display`() throws {
    let lesson = #"{"status":"success","body":{"teacherUrl":"https://tutrex.com/board/?token=abcdefgh1234567890"}}"#
    let bench = Bench(FakeServer(json: lesson, #"{"status":"OK","drawing":"https://x.example/d?signature=s3cr3t"}"#))
    let url = "https://tutrex.com/board/?token=abcdefgh1234567890"
    #expect(try bench.run("tutrex.lessons.get(1).teacherUrl") == [Value(url)])
    #expect(try bench.run("coderpad.pads.get(\"a\").drawing") == ["https://x.example/d?signature=s3cr3t"])
    let shown = bench.client.displaySecrets
    #expect(shown.mask(Text(url)) == "https://tutrex.com/board/?token=<redacted>")
    #expect(shown.mask("https://x.example/d?signature=s3cr3t") == "<redacted>")
    #expect(shown.mask("https://tutrex.com/") == nil)
    let exchanges = try bench.run("@1, @2").map { $0.json() }.joined()
    #expect(!exchanges.contains("abcdefgh1234567890") && !exchanges.contains("s3cr3t"))
    #expect(!exchanges.contains("tutrex-key") && !exchanges.contains("coderpad-key"))
  }

  @Test func `Exchanges are values by number`() throws {
    let bench = Bench()
    try bench.run("coderpad@old.quota.get?")
    try bench.run("coderpad.quota.get")
    #expect(
      try bench.run("@last | [.id, .provider, .profile, .method, .call, .response.status]").map { $0.json() } == [
        #"[1,"coderpad",null,"quota.get","coderpad.quota.get",200]"#
      ])
    #expect(try bench.run("try @9 catch .message") == ["there is no exchange @9"])
  }
}
