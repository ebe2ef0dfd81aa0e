import JSON
import Sandbox
import Testing

/// Runs each document's own examples against a new sandbox and compares the responses with the documented ones.
@Suite(.enabled(if: Documents.areThere, "the providers' documents are not beside the checkout"))
struct DocumentTests {
  static let coderpad = CurlExample.all(in: Documents.text("coderpad.txt"))
  static let codementor = CurlExample.all(in: Documents.text("codementor.txt"))
  static let tutrex = CurlExample.all(in: Documents.text("tutrex.txt"))
  static let coursepath = CurlExample.all(in: Documents.text("coursepath.txt"))

  /// Responses that are the same except for new ids and times.
  static let volatile: [String: [String]] = [
    "coderpad.pads.create": ["id", "created_at", "updated_at", "url", "playback", "history"],
    // The command sends a literal backslash and n; the address is redacted in the document.
    "coderpad.questions.create": ["id", "created_at", "updated_at", "contents", "owner_email"],
  ]
  /// Responses of which the document shows an extract: lists with one of many items.
  static let extracts: Set<String> = [
    "codementor.sessions.list", "codementor.direct-payments.list", "codementor.freelance-jobs.list",
    "coderpad.pads.list", "coderpad.questions.list", "coderpad.organization.get", "coderpad.organization.stats",
    "coderpad.organization.pads", "coderpad.organization.questions",
  ]

  @Test func `every command in the documents is found`() {
    #expect(Self.coderpad.count == 16)
    #expect(Self.codementor.count == 7)
    #expect(Self.tutrex.count == 1)
    #expect(Self.coursepath.count == 1)
  }

  @Test(arguments: coderpad.indices) func `CoderPad's responses to its document's commands match the document`(
    index: Int
  ) throws {
    try check(Self.coderpad[index], mount: "/coderpad", prefix: "", provider: "coderpad")
  }

  @Test(arguments: codementor.indices)
  func `Codementor's responses to its document's commands match the document`(index: Int) throws {
    var example = Self.codementor[index]
    example.url = example.url.replacing("{scheduled_session_id}", with: "abc123")
    try check(example, mount: "/codementor/api", prefix: "/api", provider: "codementor")
  }

  @Test func `Tutrex creates the lesson from its document's command`() throws {
    let example = try #require(Self.tutrex.first)
    let reply = try run(example, mount: "/tutrex/api/v1", prefix: "/api/v1")
    let expected = try #require(Documents.method("tutrex.lessons.create")?["example_response"])
    #expect(reply.status == 200)
    let (documented, answered) = (expected["body"] ?? .null, reply.json["body"] ?? .null)
    #expect(Difference.exact(documented, answered, except: ["id", "teacherUrl", "studentUrl"]) == [])
  }

  @Test func `Coursepath refuses its document's token as too old`() throws {
    let example = try #require(Self.coursepath.first)
    #expect(try run(example, mount: "/coursepath/api/v1", prefix: "/api/v1").status == 401)
  }

  static let lesson =
    #"{"startTime": 1545318000, "title": "Test lesson title", "duration": 90, "exitLink": "https://google.com"}"#
  static let lessons: [(id: String, key: String, method: String, path: String, body: String)] = [
    ("list", "example_response", "GET", "", #"{"sortBy":"title","sortDirection":"ASC","limit":2,"offset":0}"#),
    ("get", "example_response", "GET", "/123", ""),
    ("update", "example_response", "POST", "/123", lesson),
    ("delete", "example_response", "DELETE", "/123", ""),
    ("create", "example_error", "POST", "", #"{"startTime":1,"title":"","duration":0}"#),
    ("list", "example_error", "GET", "", #"{"sortBy":"a","sortDirection":"b","limit":"c","offset":"d"}"#),
    ("get", "example_error", "GET", "/999", ""),
    ("update", "example_error", "POST", "/123", #"{"startTime":1,"title":"","duration":"x"}"#),
    ("delete", "example_error", "DELETE", "/999", ""),
  ]

  @Test(arguments: lessons.indices) func `Tutrex's responses match its document's examples`(index: Int) throws {
    let example = Self.lessons[index]
    let visitor = try Visitor("/tutrex/api/v1/lessons", headers: [("x-api-key", "123")])
    let reply = try visitor.send(example.method, example.path, body: example.body, type: "application/json")
    let expected = try #require(Documents.method("tutrex.lessons.\(example.id)")?[example.key])
    #expect(reply.json == expected)
  }

  private func check(_ example: CurlExample, mount: String, prefix: String, provider: String) throws {
    let method = try #require(Self.method(of: example, provider), "the inventory lacks \(example)")
    let id = method["id"]?.string ?? ""
    let reply = try run(example, mount: mount, prefix: prefix)
    #expect(reply.status == 200)
    let expected = method["example_response"] ?? .null
    let differences =
      Self.extracts.contains(id)
      ? Difference.shape(expected, reply.json)
      : Difference.exact(expected, reply.json, except: Self.volatile[id] ?? [])
    #expect(differences == [], "\(example)")
  }

  private func run(_ example: CurlExample, mount: String, prefix: String) throws -> Reply {
    let visitor = try Visitor(mount, headers: example.headers)
    let isTyped = example.headers.contains { $0.0.lowercased() == "content-type" }
    let type = example.data.isEmpty || isTyped ? nil : "application/x-www-form-urlencoded"
    return try visitor.send(
      example.method, String(example.target.dropFirst(prefix.count)), body: example.data.joined(separator: "&"),
      type: type)
  }

  /// The inventory's method with a command's verb and path.
  private static func method(of example: CurlExample, _ provider: String) -> Value? {
    let base = provider == "codementor" ? "/api" : ""
    let path = example.target.split(separator: "?")[0].split(separator: "/")
    return Documents.methods(provider).first { method in
      let pattern = (base + (method["path"]?.string ?? "")).split(separator: "/")
      return method["verb"] == Value(example.method) && pattern.count == path.count
        && zip(pattern, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
  }
}
