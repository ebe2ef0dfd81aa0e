import Foundation
import JSON
import PseudoTerminal
import Testing

/// Network and provider failures, from the sandbox's fault rules: every provider reports them in the same way.
struct FaultTests {
  static let reads = [
    "codementor.sessions.list", "coderpad.pads.list", "tutrex.lessons.list", "coursepath.courses.list",
    "coursio.dashboard.read",
  ]
  static let providers = ["codementor", "coderpad", "tutrex", "coursepath", "coursio"]

  /// A fault, and the error that `catch` receives: kind, status and tries.
  struct Fault: Sendable, CustomTestStringConvertible {
    var rule: String
    var told: [String]

    init(_ rule: String, _ told: String...) {
      self.rule = rule
      self.told = told.count == 1 ? Array(repeating: told[0], count: 5) : told
    }

    var testDescription: String { rule }
  }

  /// Codementor's 429 waits for its window, which `--no-wait` refuses; CoderPad's is the monthly quota.
  static let faults = [
    Fault("latency=40", "array 1"), Fault("400", "api 400 1"), Fault("401", "auth 401 1"), Fault("403", "api 403 1"),
    Fault("404", "api 404 1"), Fault("409", "api 409 1"), Fault("500", "transport 500 1"),
    Fault("wrong-type", "array 1"), Fault("non-json", "transport 200 1"),
    Fault("503#1", "array 2"), Fault("cut#1", "array 2"), Fault("truncated#1", "array 2"),
    Fault("429=0#1", "array 2", "api 429 1", "array 2", "array 2", "array 2"),
    Fault("429", "api null", "api 429 1", "api 429 4", "api 429 4", "api 429 4"),
  ]

  @Test("Each provider reports a fault in the same way", arguments: faults)
  func isTold(fault: Fault) throws {
    let sandbox = try SandboxProcess(
      arguments: Self.providers.flatMap { ["--fault", "\($0):\(fault.rule)"] })
    let folder = try TemporaryFolder()
    let script = Self.reads.map {
      """
      do { print "\\(\($0) | "array") \\(@last.attempts | length)" }
      catch e { print "\\($e.kind) \\($e.status) \\(@last.attempts | length)" }
      """
    }
    // A statement's `catch` comes after the brace.
    let text = script.joined(separator: "\n").replacing("}\ncatch", with: "} catch")
    let options = fault.rule == "429" ? ["--no-wait"] : []
    let result = try edush(options + ["-c", text], in: folder.url, environment: sandbox.variables)
    let lines = result.output.split(separator: "\n")
    #expect(
      lines.count == 5 && zip(lines, fault.told).allSatisfy { $0.hasPrefix($1) }, "\(result.output)\(result.error)")
    #expect(result.status == 0, "\(result.error)")
  }

  @Test(
    "An uncaught fault ends with its own status",
    arguments: [
      ("coderpad:500", Int32(5), "Internal Server Error"), ("tutrex:non-json", 5, "a web page instead of JSON"),
      ("coursepath:401", 3, "check the key"), ("coursio:404", 4, "Function doesn't exist"),
      ("coderpad:429", 4, "Over quota"), ("codementor:503#9", 5, "try again later"),
      ("coursio:truncated", 5, "closed the connection before the response was complete"),
    ])
  func endsWithStatus(rule: String, status: Int32, message: String) throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", rule])
    let folder = try TemporaryFolder()
    let provider = rule.prefix { $0 != ":" }
    let call = try #require(Self.reads.first { $0.hasPrefix(provider) })
    let result = try edush(["-c", call], in: folder.url, environment: sandbox.variables)
    #expect(result.status == status, "\(result.error)")
    #expect(result.output.isEmpty)
    for part in ["error: ", "--> -c:1:1", "^^^", message, "exchange @1"] {
      #expect(result.error.contains(part), "\(result.error)")
    }
  }

  @Test("A write that was cut is not sent again")
  func sendsWritesOnce() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "*:cut"])
    let folder = try TemporaryFolder()
    let result = try edush(
      ["-c", "coderpad.pads.create(title: \"once\")"], in: folder.url, environment: sandbox.variables)
    #expect(result.status == 5)
    #expect(result.error.contains("look before you send it again"), "\(result.error)")
    #expect(try sandbox.requests().count == 1)
  }

  @Test("A row with a write that cannot be verified is not retried, even if its failure was caught")
  func doubtEndsRow() throws {
    let sandbox = try SandboxProcess(
      arguments: ["--fault", "coursepath.members.invite:503#1", "--fault", "coderpad.pads.get:503"])
    let script = """
      for n in 1, 2 retry 1 keep going {
        do { coursepath.members.invite($n) | empty } catch e { print $e.status }
        coderpad.pads.get("DM32JWG2")
      }
      """
    let folder = try TemporaryFolder()
    let result = try edush(["--allow", "outward", "-c", script], in: folder.url, environment: sandbox.variables)
    #expect(result.status == 7)
    // Row 1 ends after its first try; row 2 is tried twice, and invites once.
    let sent = try sandbox.requests().filter { $0["method"] == "POST" }
    #expect(sent.count == 2, "\(sent)")
    #expect(result.error.contains("a write of this row may have been carried out, so it is not tried again"))
    #expect(result.output.hasPrefix("503\n"), "\(result.output)")
  }

  @Test("A write that may have been carried out is checked before it is sent again", arguments: ["503", "truncated"])
  func doubtIsLookedUp(fault: String) throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "coderpad.questions.create:\(fault)#1"])
    let script = """
      for title in "a", "b" retry 1 { print coderpad.questions.create(title: $title, language: "ruby").title }
      """
    let folder = try TemporaryFolder()
    let result = try edush(["-c", script], in: folder.url, environment: sandbox.variables)
    #expect(result.status == 0 && result.output == "a\nb\n", "\(result.error)")
    // A write that was certainly not done is sent again; a write that was done is not.
    let sent = try sandbox.requests().count { $0["method"] == "POST" }
    #expect(sent == (fault == "503" ? 3 : 2))
  }

  @Test("Ctrl-C ends a call that hangs, at the terminal and in a script", arguments: reads)
  func endsHanging(call: String) throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "*:hang"])
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(
      BuiltProgram.edush, arguments: ["-c", call],
      environment: sandbox.variables.merging(["HOME": folder.url.path(), "EDUSH_HOME": folder.url.path()]) { $1 })
    try waitForRequest(at: sandbox)
    terminal.send(.control("c"))
    #expect(terminal.exitStatus() == .exited(130), "\(terminal.rows)")
    #expect(terminal.isCooked)
  }

  private func waitForRequest(at sandbox: SandboxProcess) throws {
    let deadline = Date(timeIntervalSinceNow: 10)
    while try sandbox.requests().isEmpty {
      try #require(Date() < deadline, "nothing was sent")
      usleep(20_000)
    }
  }
}
