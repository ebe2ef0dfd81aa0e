import JSON
import Sandbox
import Testing

@Suite struct CoderPadTests {
  static let credentials = SandboxCredentials()

  func visitor(_ configuration: SandboxConfiguration = SandboxConfiguration()) throws -> Visitor {
    try Visitor("/coderpad/api", configuration, headers: Self.login(Self.credentials.coderPadKey))
  }

  static func login(_ key: String) -> [(String, String)] { [("Authorization", "Token token=\"\(key)\"")] }

  @Test func `a pad response has the document's fields in order`() throws {
    let pad = try visitor().get("/pads/DM32JWG2")
    #expect(pad.status == 200)
    #expect(
      pad.json.object?.keys.map(\.string) == [
        "status", "id", "title", "owner_email", "language", "participants", "contents", "notes", "events", "private",
        "execution_enabled", "created_at", "updated_at", "ended_at", "url", "playback", "history", "drawing",
      ])
  }

  @Test func `a wrong key, another scheme and no key are refused`() throws {
    let visitor = try visitor()
    for headers in [Self.login("nobody"), [("Authorization", "Bearer abc")], []] {
      let reply = try visitor.with(headers).get("/pads")
      #expect(reply.status == 401)
      #expect(reply.body == #"{"status":"ERROR","message":"Invalid API key"}"#)
    }
  }

  @Test func `lists have fifty items and link to their neighbours`() throws {
    let visitor = try visitor()
    let first = try visitor.get("/pads").json
    #expect(first["pads"]?.count == 50)
    #expect(first["total"]?.int == 120)
    #expect(first["prev_page"] == nil)
    #expect(first["next_page"]?.string?.hasSuffix("/coderpad/api/pads?page=2") == true)
    let last = try visitor.get("/pads?sort=updated_at,asc&page=3").json
    #expect(last["pads"]?.count == 20)
    #expect(last["next_page"] == nil)
    #expect(last["prev_page"]?.string?.hasSuffix("?sort=updated_at,asc&page=2") == true)
    let beyond = try visitor.get("/pads?page=9").json
    #expect(beyond["pads"]?.count == 0)
    #expect(beyond["total"]?.int == 120)
  }

  @Test(arguments: [
    ("", "created_at", false), ("?sort=created_at", "created_at", false), ("?sort=updated_at,asc", "updated_at", true),
    ("?sort=updated_at,desc", "updated_at", false),
  ])
  func `lists are sorted as requested`(query: String, field: String, ascends: Bool) throws {
    for list in ["pads", "questions"] {
      let items = try visitor().get("/\(list)\(query)").json[list]?.array ?? []
      let times = items.compactMap { $0[field]?.string }
      #expect(times.count == 50)
      #expect(times == (ascends ? times.sorted() : times.sorted().reversed()))
    }
  }

  @Test(arguments: [
    "/pads?sort=title", "/pads?sort=created_at,up", "/pads?page=0", "/pads?page=x", "/questions?sort=a,b,c",
    "/organization/stats?start_time=2015-12-07T00:31:52Z",
    "/organization/stats?start_time=soon&end_time=2015-12-07T00:31:52Z",
    "/organization/stats?start_time=2015-12-08T00:00:00Z&end_time=2015-12-07T00:00:00Z",
  ])
  func `bad parameters are refused`(path: String) throws {
    let reply = try visitor().get(path)
    #expect(reply.status == 400)
    #expect(reply.json["message"] == "Bad Request")
  }

  @Test(arguments: ["/pads/NOSUCHPD", "/pad_environments/7", "/questions/99999", "/nothing"])
  func `a missing object is not found`(path: String) throws {
    let reply = try visitor().get(path)
    #expect(reply.status == 404)
    #expect(reply.body == #"{"status":"ERROR","message":"Resource not found"}"#)
  }

  @Test func `a created pad stays, with defaults`() throws {
    let visitor = try visitor()
    let pad = try visitor.send("POST", "/pads", form: "language=python&private=true&notes=a%20b%26c").json
    let id = try #require(pad["id"]?.string)
    #expect(pad["title"] == Value("Untitled Pad \(id)"))
    #expect(pad["contents"] == "print('Hello, World!')\n")
    #expect(pad["notes"] == "a b&c")
    #expect(pad["private"] == true)
    #expect(pad["drawing"] == Value.null)
    #expect(try visitor.get("/pads/\(id)").json == pad)
    #expect(try visitor.get("/pads").json["total"]?.int == 121)
  }

  @Test func `a pad from a question takes its language and contents, and counts as a use`() throws {
    let visitor = try visitor()
    let pad = try visitor.send("POST", "/pads", form: "question_id=42").json
    #expect(pad["language"] == "postgresql")
    #expect(pad["contents"] == "SELECT * FROM fruits;\n")
    #expect(try visitor.get("/questions/42").json["used"]?.int == 1)
  }

  @Test(arguments: [
    "contents=x&question_id=42", "language=klingon", "private=perhaps", "user_email=nobody@elsewhere.org",
    "question_id=x",
  ])
  func `invalid pads are refused`(form: String) throws {
    #expect(try visitor().send("POST", "/pads", form: form).status == 400)
  }

  @Test func `a body that is not a form is refused`() throws {
    let reply = try visitor().send("POST", "/pads", body: #"{"title":"a"}"#, type: "application/json")
    #expect(reply.status == 400)
  }

  @Test func `an update changes only the given fields and returns OK`() throws {
    let visitor = try visitor()
    let reply = try visitor.send("PUT", "/pads/AFQ2K9A3", form: "title=Interview+with+Greg&ended=yes&deleted=1")
    #expect(reply.body == #"{"status":"OK"}"#)
    let pad = try visitor.get("/pads/AFQ2K9A3").json
    #expect(pad["title"] == "Interview with Greg")
    #expect(pad["contents"] == "print 'Hello, World'")
    #expect(pad["ended_at"] == Value.null)
  }

  @Test func `ending sets the time once and records an event; deleting removes the pad`() throws {
    let visitor = try visitor()
    _ = try visitor.send("PUT", "/pads/AFQ2K9A3", form: "ended=true")
    let ended = try visitor.get("/pads/AFQ2K9A3").json
    #expect(ended["ended_at"]?.string != nil)
    #expect(ended["events"]?.array?.last?["kind"] == "ended")
    _ = try visitor.send("PUT", "/pads/AFQ2K9A3", form: "ended=true")
    #expect(try visitor.get("/pads/AFQ2K9A3").json["events"]?.count == 1)
    #expect(try visitor.send("PUT", "/pads/AFQ2K9A3", form: "deleted=true").body == #"{"status":"OK"}"#)
    #expect(try visitor.get("/pads/AFQ2K9A3").status == 404)
    #expect(try visitor.send("PUT", "/pads/AFQ2K9A3", form: "deleted=true").status == 404)
  }

  @Test func `pads count against the quota, which ends in 429`() throws {
    let visitor = try visitor(SandboxConfiguration(padLimit: 34))
    #expect(try visitor.get("/quota").json["pads_remaining"]?.int == 1)
    #expect(try visitor.send("POST", "/pads").status == 200)
    let refused = try visitor.send("POST", "/pads")
    #expect(refused.status == 429)
    #expect(refused.body == #"{"status":"ERROR","message":"Over quota"}"#)
    #expect(try visitor.get("/quota").json["pads_used"]?.int == 34)
  }

  @Test func `a plan without a limit reports no limit`() throws {
    let quota = try visitor(SandboxConfiguration(padLimit: nil)).get("/quota").json
    #expect(quota["unlimited"] == true)
    #expect(quota["pads_remaining"] == nil)
    #expect(quota["monthly_pad_limit"] == nil)
  }

  @Test func `questions are created, changed and deleted`() throws {
    let visitor = try visitor()
    let question = try visitor.send("POST", "/questions", form: "title=Why%3F&language=ruby&solution=s").json
    let id = try #require(question["id"]?.int)
    #expect(question["shared"] == true)
    #expect(question["solution"] == nil)
    #expect(try visitor.send("PUT", "/questions/\(id)", form: "description=d").body == #"{"status":"OK"}"#)
    let changed = try visitor.get("/questions/\(id)").json
    #expect(changed["title"] == "Why?")
    #expect(changed["description"] == "d")
    #expect(changed["author_name"] == "Vincent")
    #expect(try visitor.send("DELETE", "/questions/\(id)").body == #"{"status":"OK"}"#)
    #expect(try visitor.send("DELETE", "/questions/\(id)").status == 404)
    #expect(try visitor.send("PUT", "/questions/42", form: "language=klingon").status == 400)
  }

  @Test func `the organization has its users and its pads`() throws {
    let visitor = try visitor()
    let organization = try visitor.get("/organization").json
    #expect(organization["user_count"]?.int == 137)
    #expect(organization["users"]?[0] == ["email": "wile@example.com", "name": "Wile Coyote"])
    let pads = try visitor.get("/organization/pads").json
    #expect(pads["total"]?.int == 161)
    #expect(pads["next_page"]?.string?.contains("/api/organization/pads?page=2") == true)
    #expect(try visitor.get("/organization/questions").json["total"]?.int == 110)
  }

  @Test func `statistics count the pads in the window by owner`() throws {
    let visitor = try visitor()
    _ = try visitor.send("POST", "/pads", form: "user_email=new.person@example.com")
    let stats = try visitor.get("/organization/stats").json
    #expect(stats["pads_created"]?.int == 1)
    #expect(stats["users"]?.array?.last?["pads_created"]?.int == 1)
    let old = try visitor.get(
      "/organization/stats?start_time=2014-11-13T20:00:00-07:00&end_time=2014-11-14T04:00:00Z"
    ).json
    #expect(old["pads_created"]?.int == 2)
    #expect(old["start_time"] == "2014-11-14T03:00:00Z")
  }

  @Test func `a member sees no private pads and sets no owners`() throws {
    let owner = try visitor()
    let id = try #require(try owner.send("POST", "/pads", form: "private=true").json["id"]?.string)
    let member = owner.with(Self.login(Self.credentials.coderPadMemberKey))
    #expect(try member.get("/pads/\(id)").status == 404)
    let refused = try member.send("POST", "/pads", form: "user_email=owner@example.com")
    #expect(refused.status == 403)
    #expect(refused.json["message"] == "Forbidden")
    #expect(try member.send("PUT", "/questions/42", form: "title=mine").status == 403)
    #expect(try member.get("/pads").json["total"]?.int == 0)
  }
}
