import JSON
import Sandbox
import Testing

@Suite struct TutrexTests {
  let visitor: Visitor

  init() throws {
    visitor = try Visitor("/tutrex/api/v1", headers: [("x-api-key", SandboxCredentials().tutrexKey)])
  }

  func send(_ method: String, _ path: String, _ body: String = "") throws -> Reply {
    try visitor.send(method, path, body: body, type: "application/json")
  }

  @Test(arguments: [nil, "application/json; charset=utf-8", "text/json"])
  func `the content type must be exact and is checked before the key`(type: String?) throws {
    let reply = try visitor.with([]).send("GET", "/lessons", type: type)
    #expect(reply.status == 400)
    #expect(
      reply.body
        == #"{"status":"error","body":{"message":"Content-Type header should be set to application/json."}}"#)
  }

  @Test func `a wrong or missing key is refused`() throws {
    for headers in [[], [("x-api-key", "x")]] {
      let reply = try visitor.with(headers).send("GET", "/lessons", type: "application/json")
      #expect(reply.status == 401)
      #expect(reply.body == #"{"status":"error","body":{"message":"Unauthorized"}}"#)
    }
  }

  @Test func `lists are paged by the body, latest first, with start times as strings`() throws {
    let first = try send("GET", "/lessons").json["body"]?.array ?? []
    #expect(first.count == 20)
    let times = first.compactMap { $0["startTime"]?.string }
    #expect(times.count == 20)
    #expect(times == times.sorted().reversed())
    let last = try send("GET", "/lessons?limit=1", #"{"offset":45,"limit":50}"#).json["body"]?.array ?? []
    #expect(last.count == 15)
    #expect(try send("GET", "/lessons", #"{"offset":60}"#).json["body"] == Value.null)
  }

  @Test(arguments: ["id", "title"]) func `lists are sorted as requested`(field: String) throws {
    let body = #"{"sortBy":"\#(field)","sortDirection":"asc","limit":99}"#
    let lessons = try send("GET", "/lessons", body).json["body"]?.array ?? []
    #expect(lessons.count == 60)
    if field == "id" { #expect(lessons.compactMap { $0["id"]?.int } == lessons.compactMap { $0["id"]?.int }.sorted()) }
    if field == "title" { #expect(lessons.prefix(2).map { $0["title"] } == [Value("a"), Value("b")]) }
  }

  @Test func `all errors in a list's parameters are reported`() throws {
    let reply = try send("GET", "/lessons", #"{"sortBy":"x","sortDirection":1,"limit":0,"offset":-1}"#)
    #expect(reply.status == 400)
    #expect(reply.json["body"]?["message"] == "Invalid data.")
    #expect(
      reply.json["body"]?["errors"] == [
        "sortBy": "Invalid sort field.", "sortDirection": "Invalid sort direction.", "limit": "Invalid limit value.",
        "offset": "Invalid offset value.",
      ])
  }

  @Test func `a lesson is created, read, changed and deleted`() throws {
    let created = try send(
      "POST", "/lessons", #"{"startTime":4000000000,"title":"Ω","duration":30,"exitLink":"https://a.example/"}"#)
    #expect(created.status == 200)
    let lesson = try #require(created.json["body"])
    let id = try #require(lesson["id"]?.int)
    #expect(
      lesson.object?.keys.map(\.string) == [
        "id", "title", "duration", "recordUrl", "startTime", "status", "teacherUrl", "studentUrl",
      ])
    #expect(lesson["startTime"]?.int == 4_000_000_000)
    #expect(lesson["status"] == "coming")
    #expect(try send("GET", "/lessons/\(id)").json["body"] == lesson)
    let changed = try send("POST", "/lessons/\(id)", #"{"duration":45,"title":null}"#).json["body"]
    #expect(changed?["duration"]?.int == 45)
    #expect(changed?["title"] == "Ω")
    #expect(try send("DELETE", "/lessons/\(id)").body == #"{"status":"success","body":null}"#)
    for (method, body) in [("GET", ""), ("POST", "{}"), ("DELETE", "")] {
      let gone = try send(method, "/lessons/\(id)", body)
      #expect(gone.status == 404)
      #expect(gone.body == #"{"status":"error","body":{"message":"Lesson not found."}}"#)
    }
  }

  @Test(arguments: [
    (
      #"{}"#,
      [
        "Start time should not be empty.", "Title should not be empty.",
        "Duration should be a valid integer greater than 0.",
      ]
    ),
    (
      #"{"startTime":1,"title":"","duration":0}"#,
      [
        "Start time should not be in the past.", "Title should not be empty.",
        "Duration should be a valid integer greater than 0.",
      ]
    ),
    (#"{"startTime":"4000000000","title":"a","duration":1}"#, ["Start time should be a valid unix timestamp."]),
    (#"{"startTime":4000000000,"title":"a","duration":1,"exitLink":"nowhere"}"#, ["Link should be a valid URL."]),
    (
      #"{"startTime":4000000000,"title":7,"duration":1.5}"#,
      ["Title should not be empty.", "Duration should be a valid integer greater than 0."]
    ),
  ])
  func `invalid lessons are refused with the document's messages`(body: String, messages: [String]) throws {
    let reply = try send("POST", "/lessons", body)
    #expect(reply.status == 400)
    #expect(reply.json["body"]?["errors"]?.object?.values == messages.map { Value($0) })
  }

  @Test(arguments: ["{", "[1]", "startTime=1"]) func `a body that is not a JSON object is refused`(body: String) throws
  {
    let reply = try send("POST", "/lessons", body)
    #expect(reply.status == 400)
    #expect(reply.json["body"]?["message"] == "Input data should be a valid JSON.")
  }

  @Test func `the status follows the clock`() throws {
    let clock = TestClock(1_800_000_000)
    let visitor = try Visitor(
      "/tutrex/api/v1", SandboxConfiguration(clock: clock.seconds), headers: [("x-api-key", "123")])
    let body = #"{"startTime":1800000600,"title":"t","duration":10}"#
    let id = try visitor.send("POST", "/lessons", body: body, type: "application/json").json["body"]?["id"]?.int ?? 0
    func status() throws -> Value? {
      try visitor.send("GET", "/lessons/\(id)", type: "application/json").json["body"]?["status"]
    }
    #expect(try status() == "coming")
    clock.advance(by: 700)
    #expect(try status() == "available")
    clock.advance(by: 600)
    #expect(try status() == "expired")
  }
}
