import JSON
import Sandbox
import Testing

@Suite struct FaultRuleTests {
  @Test(arguments: [
    ("coderpad:latency=200", FaultRule(scope: "coderpad", kind: .latency(milliseconds: 200))),
    ("tutrex.lessons:latency=1.5s", FaultRule(scope: "tutrex.lessons", kind: .latency(milliseconds: 1500))),
    ("codementor:429=30", FaultRule(scope: "codementor", kind: .status(429, retryAfter: 30))),
    ("*:503@0.25", FaultRule(scope: "*", kind: .status(503, retryAfter: nil), probability: 0.25)),
    ("coderpad.pads.list:5xx#2", FaultRule(scope: "coderpad.pads.list", kind: .anyServerError, count: 2)),
    (
      "coursio:status=500@0.5#3",
      FaultRule(scope: "coursio", kind: .status(500, retryAfter: nil), probability: 0.5, count: 3)
    ),
    ("*:hang", FaultRule(scope: "*", kind: .hang)), ("*:cut", FaultRule(scope: "*", kind: .cut)),
    ("*:truncated", FaultRule(scope: "*", kind: .truncated)),
    ("*:wrong-type", FaultRule(scope: "*", kind: .wrongType)), ("*:non-json", FaultRule(scope: "*", kind: .notJSON)),
  ])
  func `a rule is parsed`(text: String, rule: FaultRule) throws { #expect(try FaultRule(parsing: text) == rule) }

  @Test(arguments: [
    ("", "PROVIDER"), ("coderpad", "PROVIDER"), (":cut", "PROVIDER"), ("moodle:cut", "moodle"), ("*:melt", "melt"),
    ("*:200", "200"), ("*:latency", "duration"), ("*:latency=x", "duration"), ("*:latency=9h", "duration"),
    ("*:cut@2", "@2"), ("*:cut@", "probability"), ("*:cut#0", "#0"), ("*:429=soon", "soon"),
    ("*:latency=99999999999999999999s", "duration"), ("coderpad.pad:cut", "no resource pad; known: pads "),
    ("coderpad.pads.lst:cut", "coderpad.pads has no method lst; known: list get create update end delete"),
    ("coderpad.pads.list.x:cut", "no method list.x"), ("coderpad.:cut", "no resource"),
    ("tutrex.:cut", "known: lessons"),
    ("coursio.reports:cut", "no resource reports; known: auth dashboard courses"),
    ("*.list:cut", "no provider is called *"),
  ])
  func `an invalid rule reports its error`(text: String, word: String) {
    #expect { try FaultRule(parsing: text) } throws: { "\($0)".contains(word) }
  }
}

@Suite struct FaultTests {
  @Test(arguments: [
    "*", "codementor", "codementor.payouts", "coderpad.pads.end", "tutrex.lessons.list", "coursio.auth.loginHmac",
    "coursepath.members.remove_from_all_groups", "coursio.courses.search", "coderpad.pad_environments.get",
  ])
  func `every named method can fail`(scope: String) throws {
    #expect(try FaultRule(parsing: scope + ":cut").scope == scope)
  }

  func visitor(_ rules: String..., timeoutInSeconds: Int = 5) throws -> Visitor {
    let faults = try rules.map { try FaultRule(parsing: $0) }
    let headers = [("Authorization", "Token token=\"\(SandboxCredentials().coderPadKey)\"")]
    return try Visitor("/coderpad/api", SandboxConfiguration(faults: faults), headers: headers)
  }

  @Test func `a status has the API's own form and applies only to the named method`() throws {
    let visitor = try visitor("coderpad.pads.list:503")
    let reply = try visitor.get("/pads")
    #expect(reply.status == 503)
    #expect(reply.json["status"] == "ERROR")
    #expect(try visitor.get("/pads/DM32JWG2").status == 200)
    #expect(try visitor.get("/questions").status == 200)
  }

  @Test func `ending and deleting a pad are separate methods`() throws {
    let visitor = try visitor("coderpad.pads.end:500", "coderpad.pads.delete:502")
    #expect(try visitor.send("PUT", "/pads/AFQ2K9A3", form: "title=x").status == 200)
    #expect(try visitor.send("PUT", "/pads/AFQ2K9A3", form: "ended=true").status == 500)
    #expect(try visitor.send("PUT", "/pads/AFQ2K9A3", form: "deleted=true").status == 502)
    #expect(try visitor.get("/pads/AFQ2K9A3").json["ended_at"] == Value.null)
  }

  @Test func `a counted rule expires, and Retry-After is sent`() throws {
    let visitor = try visitor("coderpad:429=7#2")
    #expect(try visitor.get("/quota").header("Retry-After") == "7")
    #expect(try visitor.get("/quota").status == 429)
    #expect(try visitor.get("/quota").status == 200)
  }

  @Test func `a probabilistic rule hits some requests, the same ones for each seed`() throws {
    func statuses() throws -> [Int] {
      let visitor = try visitor("coderpad:5xx@0.5")
      return try (1...40).map { _ in try visitor.get("/quota").status }
    }
    let first = try statuses()
    #expect((8...32).contains(first.filter { $0 == 200 }.count))
    #expect(first == (try statuses()))
  }

  @Test func `latency delays responses`() throws {
    let visitor = try visitor("coderpad:latency=150")
    var status = 0
    let time = try ContinuousClock().measure { status = try visitor.get("/quota").status }
    #expect(status == 200)
    #expect(time >= .milliseconds(150))
  }

  @Test func `connections are cut, bodies truncated, and the write is not done`() throws {
    let cut = try visitor("coderpad.pads.create:cut")
    #expect(throws: ClientError.closedWithoutAnswer) { try cut.send("POST", "/pads") }
    #expect(try cut.get("/quota").json["pads_used"]?.int == 33)
    let truncated = try visitor("coderpad:truncated")
    #expect(throws: ClientError.closedInTheMiddle) { try truncated.get("/quota") }
  }

  @Test func `a hanging request gets no response and does not affect others`() throws {
    let visitor = try visitor("coderpad.quota:hang")
    var client = visitor.client
    client.timeoutInSeconds = 1
    #expect(throws: ClientError.timedOut) {
      try client.send("GET", "/coderpad/api/quota", headers: visitor.headers)
    }
    #expect(try visitor.get("/pads").status == 200)
    visitor.sandbox.stop()
  }

  @Test func `responses can have the wrong content`() throws {
    let wrongType = try visitor("coderpad:wrong-type").get("/quota")
    #expect(wrongType.header("Content-Type")?.hasPrefix("text/html") == true)
    #expect(wrongType.json["status"] == "OK")
    let notJSON = try visitor("coderpad:non-json").get("/quota")
    #expect(notJSON.header("Content-Type")?.hasPrefix("application/json") == true)
    #expect(notJSON.body.hasPrefix("<html>"))
  }
}
