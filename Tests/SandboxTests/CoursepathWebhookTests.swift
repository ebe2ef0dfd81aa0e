import JSON
import Sandbox
import Testing

@Suite struct CoursepathWebhookTests {
  let receiver: Receiver
  let visitor: CoursepathVisitor

  init() throws {
    receiver = try Receiver()
    visitor = try CoursepathVisitor(
      SandboxConfiguration(webhookURLs: [.coursepath: "http://127.0.0.1:\(receiver.port)/hook"]))
  }

  /// The next request's head, in lower case, and its body.
  private func receive() throws -> (head: String, body: String) {
    let parts = try #require(receiver.receive()).split(separator: "\r\n\r\n").map(String.init)
    return (parts[0].lowercased(), parts.count > 1 ? parts[1] : "")
  }

  private func newMember() throws -> Int {
    let member = try visitor.send("POST", "/members", form: "email=ada@example.com")
    return try #require(member.json["id"]?.int)
  }

  @Test func `an enrolment or its removal is posted as an unsigned form`() throws {
    defer { receiver.end() }
    let member = try newMember()
    let path = "/courses/3/members/\(member)/coursemember"
    #expect(try visitor.send("POST", path).status == 201)
    let created = try receive()
    #expect(created.head.hasPrefix("post /hook http/1.1\r\n"))
    #expect(created.head.contains("content-type: application/x-www-form-urlencoded"))
    #expect(!created.head.contains("signature"))
    #expect(created.body == "courseId=3&memberId=\(member)&event=COURSEMEMBER_CREATED")
    #expect(try visitor.send("DELETE", path).status == 204)
    #expect(try receive().body == "courseId=3&memberId=\(member)&event=COURSEMEMBER_DELETED")
  }

  @Test func `a member created inside a course also sends an event; failures and programs do not`() throws {
    defer { receiver.end() }
    #expect(try visitor.send("POST", "/programs/1/members", form: "email=bob@example.com").status == 201)
    #expect(try visitor.send("DELETE", "/courses/999/members/1/coursemember").status == 404)
    let member = try visitor.send("POST", "/courses/2/members", form: "email=eve@example.com")
    let id = try #require(member.json["id"]?.int)
    #expect(try visitor.send("POST", "/courses/2/members/\(id)/coursemember").status == 409)
    #expect(try receive().body == "courseId=2&memberId=\(id)&event=COURSEMEMBER_CREATED")
    #expect(try deliveries().count == 1)
  }

  @Test func `a learner completes a course`() throws {
    defer { receiver.end() }
    let member = try newMember()
    let path = "/courses/3/members/\(member)/coursemember"
    _ = (try visitor.send("POST", path), try receive())
    let deed = #"{"event_name":"COURSEMEMBER_COMPLETED","courseId":3,"memberId":\#(member)}"#
    let answer = try visitor.client.send("POST", "/_sandbox/webhook", body: deed)
    #expect(answer.status == 200 && answer.json["success"]?.bool == true)
    #expect(try receive().body == "courseId=3&memberId=\(member)&event=COURSEMEMBER_COMPLETED")
    #expect(try visitor.send("GET", path).json["score"]?.int == 100)
    #expect(try visitor.client.send("POST", "/_sandbox/webhook", body: deed).status == 404)
    let any = try visitor.client.send("POST", "/_sandbox/webhook", body: #"{"event_name":"COURSEMEMBER_COMPLETED"}"#)
    #expect(any.status == 200 && any.json["courseId"]?.int != nil)
  }

  @Test func `an event that fails is not delivered again`() throws {
    defer { receiver.end() }
    _ = try visitor.send("POST", "/courses/2/members", form: "email=eve@example.com")
    let refusal = "500 Internal Server Error"
    #expect(receiver.receive(answering: refusal)?.contains("COURSEMEMBER_CREATED") == true)
    // An event of Codementor's, refused later, comes again, before anything else does.
    try visitor.sandbox.sendWebhooks(of: .codementor, to: "http://127.0.0.1:\(receiver.port)/other")
    let created = #"{"event_name":"scheduled_session.created"}"#
    #expect(try visitor.client.send("POST", "/_sandbox/webhook", body: created).status == 200)
    #expect(receiver.receive(answering: refusal)?.hasPrefix("POST /other ") == true)
    #expect(receiver.receive()?.hasPrefix("POST /other ") == true)
    #expect(try deliveries().map { $0["attempts"]?.int } == [1])
  }

  @Test func `each provider's events have their own address`() throws {
    defer { receiver.end() }
    let path = "/_sandbox/webhook?provider=coursepath"
    #expect(try visitor.client.send("GET", "/_sandbox/webhook").json["url"] == Value.null)
    #expect(try visitor.client.send("GET", path).json["url"]?.string?.hasSuffix("/hook") == true)
    #expect(try visitor.client.send("PUT", path, body: #"{"url":null}"#).json["url"] == Value.null)
    #expect(try visitor.client.send("GET", "/_sandbox/webhook?provider=tutrex").status == 404)
    try visitor.sandbox.sendWebhooks(of: .coursepath, to: "http://127.0.0.1:\(receiver.port)/other")
    _ = try visitor.send("POST", "/courses/2/members", form: "email=eve@example.com")
    #expect(try receive().head.hasPrefix("post /other "))
  }

  private func deliveries() throws -> [Value] {
    try visitor.client.send("GET", "/_sandbox/webhook?provider=coursepath").json["deliveries"]?.array ?? []
  }
}
