import JSON
import Sandbox
import Testing

@Suite struct CodementorTests {
  func visitor(_ configuration: SandboxConfiguration = SandboxConfiguration()) throws -> Visitor {
    try Visitor(
      "/codementor/api", configuration,
      headers: [("x-codementor-api-key", SandboxCredentials().codementorKey)])
  }

  @Test(arguments: [("/sessions", 130, true), ("/direct-payments", 41, false), ("/freelance-jobs", 60, false)])
  func `lists are paged by the last id, newest first, to the document's item at the end`(
    path: String, total: Int, hasLength: Bool
  ) throws {
    let visitor = try visitor()
    var items: [Value] = []
    var query = ""
    for _ in 1...10 {
      let page = try visitor.get(path + query).json
      let data = try #require(page["data"]?.array)
      items += data
      guard page["has_more"] == true else { break }
      #expect(data.count == 25)
      query = "?starting_after=\(try #require(data.last?["id"]?.string))"
    }
    #expect(items.count == total)
    #expect(Set(items.compactMap { $0["id"]?.string }).count == total)
    let times = items.compactMap { $0["finished_at"]?.int }
    if path != "/direct-payments" { #expect(times == times.sorted().reversed()) }
    #expect(items.last?["client"] == ["name": "Luke Skywalker"])
    #expect(items.allSatisfy { ($0["length"] != nil) == hasLength })
    #expect(items.allSatisfy { $0["amount_before_platform_fee"]?.string?.contains(".") == true })
  }

  @Test func `refunded sessions are hidden`() throws {
    let reply = try visitor().get("/sessions?starting_after=refundedns")
    #expect(reply.status == 200)
    #expect(reply.json["data"]?.array?.map { $0["id"] } == [Value("5eyyfic1fm")])
  }

  @Test func `an unknown starting point is refused`() throws {
    #expect(try visitor().get("/sessions?starting_after=nothing").status == 400)
  }

  @Test(arguments: ["2018-05", "2018-11"])
  func `payouts for a month are a bare array`(month: String) throws {
    let payouts = try visitor().get("/payouts/monthly-payouts?payout_month=\(month)").json
    #expect(payouts.count == 1)
    #expect(payouts[0]?["payout_amount"] == "19.63")
  }

  @Test(arguments: ["", "?payout_month=2018", "?payout_month=2018-13", "?payout_month=May", "?payout_month=2018-05-01"])
  func `payouts need a month`(query: String) throws {
    let reply = try visitor().get("/payouts/monthly-payouts" + query)
    #expect(reply.status == 400)
    #expect(reply.body == #"{"message":"Your request is invalid."}"#)
  }

  @Test(arguments: ["confirm", "reschedule", "decline"])
  func `a pending session can be answered once`(action: String) throws {
    let visitor = try visitor()
    let reply = try visitor.send("POST", "/scheduled-sessions/abc123/\(action)")
    #expect(reply.status == 200)
    #expect(reply.body == #"{"id":"abc123"}"#)
    for other in ["confirm", "reschedule", "decline"] {
      #expect(try visitor.send("POST", "/scheduled-sessions/abc123/\(other)").status == 409)
    }
    #expect(try visitor.send("POST", "/scheduled-sessions/52nbekb9ca/\(action)").status == 200)
    #expect(try visitor.send("POST", "/scheduled-sessions/unknown/\(action)").status == 404)
  }

  @Test func `a wrong key is refused and does not count`() throws {
    let visitor = try visitor(SandboxConfiguration(rateLimit: 1))
    #expect(try visitor.with([]).get("/sessions").status == 401)
    #expect(try visitor.with([("x-codementor-api-key", "x")]).get("/sessions").body.contains("Your API key is wrong."))
    #expect(try visitor.get("/sessions").status == 200)
  }

  @Test func `the 101st request within an hour is refused, per key`() throws {
    let visitor = try visitor()
    for _ in 1...100 { #expect(try visitor.get("/payouts/monthly-payouts?payout_month=2018-05").status == 200) }
    let refused = try visitor.get("/sessions")
    #expect(refused.status == 429)
    #expect(refused.json["message"] == "You've sent too many requests. Slow down!")
    #expect(try visitor.with([("x-codementor-api-key", "your-api-key")]).get("/sessions").status == 200)
  }

  @Test func `the window slides`() throws {
    let clock = TestClock(1_800_000_000)
    let visitor = try visitor(SandboxConfiguration(rateLimit: 2, clock: clock.seconds))
    #expect(try visitor.get("/sessions").status == 200)
    clock.advance(by: 1800)
    #expect(try visitor.get("/sessions").status == 200)
    #expect(try visitor.get("/sessions").status == 429)
    clock.advance(by: 1801)
    #expect(try visitor.get("/sessions").status == 200)
    #expect(try visitor.get("/sessions").status == 429)
  }
}
