import Diagnostics
import HTTP
import JSON
import Query
import Testing

@Suite struct PagingTests {
  private static func items(_ range: Range<Int>) -> String {
    "[" + range.map { "{\"id\":\($0)}" }.joined(separator: ",") + "]"
  }

  /// Each style: the call, the answers, what is asked for after the base URL, and how many items come.
  private static let walks: [(call: String, answers: [String], asked: [String], count: Int)] = [
    (
      "codementor.sessions.list",
      [#"{"data":[{"id":"a"},{"id":"b"}],"has_more":true}"#, #"{"data":[{"id":"c"}],"has_more":false}"#],
      ["/sessions", "/sessions?starting_after=b"], 3
    ),
    (
      "codementor.sessions.list(starting_after: \"z\")", [#"{"data":[],"has_more":false}"#],
      ["/sessions?starting_after=z"], 0
    ),
    ("codementor.payouts.list(\"2018-05\")", [items(0..<3)], ["/payouts/monthly-payouts?payout_month=2018-05"], 3),
    (
      "coderpad.pads.list(sort: \"created_at\")",
      [
        #"{"status":"OK","pads":[{"id":1}],"next_page":"https://evil.example/x?page=2","total":3}"#,
        #"{"status":"OK","pads":[{"id":2}],"next_page":"/api/pad?page=3&sort=created_at"}"#,
        #"{"status":"OK","pads":[{"id":3}],"total":3}"#,
      ],
      ["/api/pads?sort=created_at", "/api/pads?sort=created_at&page=2", "/api/pads?sort=created_at&page=3"], 3
    ),
    (
      "coderpad.questions.list(page: 5)", [#"{"status":"OK","questions":[{"id":1}],"next_page":null}"#],
      ["/api/questions?page=5"], 1
    ),
    (
      "tutrex.lessons.list",
      [#"{"status":"success","body":\#(items(0..<20))}"#, #"{"status":"success","body":null}"#],
      ["/lessons", #"/lessons {"offset":20}"#], 20
    ),
    (
      "tutrex.lessons.list(limit: 2, offset: 4)",
      [#"{"status":"success","body":\#(items(0..<2))}"#, #"{"status":"success","body":\#(items(2..<3))}"#],
      [#"/lessons {"limit":2,"offset":4}"#, #"/lessons {"limit":2,"offset":6}"#], 3
    ),
    (
      "coursepath.groups.list", [items(0..<100), #"{"groups":\#(items(100..<150))}"#],
      ["/groups?limit=100", "/groups?limit=100&offset=100"], 150
    ),
    ("coursepath.groups.list(limit: 2)", [items(0..<2), "[]"], ["/groups?limit=2", "/groups?limit=2&offset=2"], 2),
    // A server with pages of 250 cuts what was asked for.
    (
      "coursepath.members.list(limit: 1000)", [items(0..<250), items(250..<260)],
      ["/members?limit=1000", "/members?limit=1000&offset=250"], 260
    ),
    (
      "coursio.course.list(pageLength: 2)",
      [#"{"data":\#(items(0..<2))}"#, #"{"data":\#(items(2..<3))}"#],
      [
        #"/course {"method":"list","data":{},"pageLength":2}"#,
        #"/course {"method":"list","data":{},"pageLength":2,"pageStart":2}"#,
      ], 3
    ),
    ("coursio.course.list", [#"{"data":\#(items(0..<70))}"#], [#"/course {"method":"list","data":{}}"#], 70),
  ]

  @Test(arguments: walks.indices)
  func `Every style of paging walks to the end`(index: Int) throws {
    let (call, answers, asked, count) = Self.walks[index]
    let bench = Bench(FakeServer(answers.map { .json($0) }))
    #expect(try bench.run("each(\(call))").count == count)
    let sent = bench.server.requests.map { request in
      let body = request.body.bytes.map { " " + String(decoding: $0, as: UTF8.self) } ?? ""
      return request.url + body
    }
    #expect(sent.count == asked.count)
    for (sent, asked) in zip(sent, asked) { #expect(sent.hasSuffix(asked)) }
  }

  @Test func `The next page is asked for when its first item is wanted`() throws {
    let bench = Bench(FakeServer(json: #"{"data":[{"id":"a"},{"id":"b"}],"has_more":true}"#))
    #expect(try bench.run("[limit(2; each(codementor.sessions.list)) | .id]") == [["a", "b"]])
    #expect(bench.server.requests.count == 1)
  }

  @Test func `Pages come as arrays, an empty list as one empty page`() throws {
    let server = FakeServer(
      json: #"{"data":[{"id":"a"}],"has_more":true}"#, #"{"data":[],"has_more":false}"#,
      #"{"data":[],"has_more":false}"#)
    let bench = Bench(server)
    #expect(try bench.run("pages(codementor.sessions.list)") == [[["id": "a"]]])
    #expect(try bench.run("pages(codementor.sessions.list)") == [[]])
  }

  /// Walks that would never end, what they say, and how many items come before that.
  private static let stuck: [(call: String, answers: [String], message: String, count: Int)] = [
    (
      "codementor.sessions.list",
      [#"{"data":[{"id":"a"}],"has_more":true}"#, #"{"data":[{"id":"a"}],"has_more":true}"#],
      "codementor.sessions.list makes no progress: `starting_after` would be \"a\" again", 1
    ),
    (
      "codementor.sessions.list", [#"{"data":[],"has_more":true}"#],
      "codementor.sessions.list makes no progress: an empty page says that there are more", 0
    ),
    (
      "coderpad.pads.list",
      [#"{"pads":[{"id":1}],"next_page":"?page=2"}"#, #"{"pads":[{"id":2}],"next_page":"?page=2"}"#],
      "coderpad.pads.list makes no progress: the next page would be one that came already", 2
    ),
    (
      "coderpad.pads.list", [#"{"pads":[{"id":1}],"next_page":"https://app.coderpad.io/api/pads"}"#],
      "coderpad.pads.list makes no progress: the address of the next page has no query", 1
    ),
    (
      "tutrex.lessons.list(limit: 1)",
      [#"{"status":"success","body":[{"id":1}]}"#, #"{"status":"success","body":[{"id":1}]}"#],
      "tutrex.lessons.list makes no progress: two pages hold the same items", 1
    ),
    (
      "coursio.course.list", [#"{"data":{"a":1}}"#], "coursio.course.list answered with an object, not a list", 0
    ),
  ]

  @Test(arguments: stuck.indices)
  func `A page that makes no progress ends with an error`(index: Int) throws {
    let (call, answers, message, count) = Self.stuck[index]
    let bench = Bench(FakeServer(answers.map { .json($0) }))
    let outputs = try bench.run("try (each(\(call)) | \"item\") catch {message, kind, exchange}")
    #expect(outputs.count == count + 1)
    #expect(outputs.last == ["message": Value(message), "kind": "transport", "exchange": Value(answers.count)])
  }
}
