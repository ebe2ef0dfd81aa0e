import Foundation
import JSON
import Testing

/// Every provider against every sandbox fault, uncaught: the exit status, the number of tries, and that the other rows
/// are still sent.
struct FaultMatrixTests {
  /// A write of each provider, in the order of `FaultTests.reads`.
  static let writes = [
    "codementor.scheduled_sessions.confirm(\"abc123\")", "coderpad.pads.create(title: \"Fault\")",
    "tutrex.lessons.create(startTime: 4102444800, title: \"Fault\", duration: 90)",
    "coursepath.members.create(email: \"fault@example.com\")", "coursio.courses.create(title: \"Fault\")",
  ]

  struct Fault: Sendable, CustomTestStringConvertible {
    var rule: String
    var status: Int32
    /// The number of times a read is sent, by provider.
    var tries: [Int]

    init(_ rule: String, _ status: Int32, tries: Int...) {
      self.rule = rule
      self.status = status
      self.tries = tries.count == 1 ? Array(repeating: tries[0], count: 5) : tries
    }

    var testDescription: String { rule }
  }

  /// Codementor's 429 closes its window, which `--no-wait` does not wait for; CoderPad's is the monthly quota.
  static let faults = [
    Fault("latency=60", 0, tries: 1), Fault("wrong-type", 0, tries: 1), Fault("400", 4, tries: 1),
    Fault("401", 3, tries: 1), Fault("403", 4, tries: 1), Fault("404", 4, tries: 1), Fault("409", 4, tries: 1),
    Fault("422", 4, tries: 1), Fault("429", 4, tries: 1, 1, 4, 4, 4), Fault("429=1", 4, tries: 1, 1, 4, 4, 4),
    Fault("500", 5, tries: 1), Fault("501", 5, tries: 1), Fault("502", 5, tries: 4), Fault("503", 5, tries: 4),
    Fault("504", 5, tries: 4), Fault("cut", 5, tries: 4), Fault("truncated", 5, tries: 4),
    Fault("non-json", 5, tries: 1),
  ]

  @Test("A read ends with its fault's status, after every useful try", arguments: faults)
  func readsEnd(fault: Fault) throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "*:\(fault.rule)"])
    let results = try run(FaultTests.reads, ["--no-wait"], against: sandbox)
    for (index, result) in results.enumerated() {
      expect(result, fault, FaultTests.reads[index])
      let sent = try count(of: FaultTests.providers[index], at: sandbox)
      #expect(sent == fault.tries[index], "\(FaultTests.reads[index]) \(result.error)")
    }
  }

  @Test("A write is sent once, whatever the fault", arguments: faults)
  func writesEnd(fault: Fault) throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "*:\(fault.rule)"])
    let results = try run(Self.writes, ["--no-wait", "--yes"], against: sandbox)
    for (index, result) in results.enumerated() {
      expect(result, fault, Self.writes[index])
      #expect(try count(of: FaultTests.providers[index], at: sandbox) == 1, "\(Self.writes[index])")
      guard fault.status == 5 else { continue }
      #expect(result.error.contains("look before you send it again"), "\(result.error)")
    }
  }

  private func expect(_ result: CommandResult, _ fault: Fault, _ call: String) {
    #expect(result.status == fault.status, "\(call) \(result.error)")
    guard fault.status != 0 else { return }
    #expect(result.output.isEmpty, "\(call) \(result.output)")
    for part in ["error: ", "--> -c:1:1", "^^^", "exchange @"] {
      #expect(result.error.contains(part), "\(call) \(result.error)")
    }
    #expect(result.error.utf8.count < 3000, "\(call)")
  }

  @Test(
    "A temporary fault affects only one row", arguments: ["500#1", "cut#1", "truncated#1", "non-json#1", "409#1"])
  func restIsDone(rule: String) throws {
    let sandbox = try SandboxProcess(arguments: FaultTests.providers.flatMap { ["--fault", "\($0):\(rule)"] })
    let texts = FaultTests.providers.map { provider in
      "for n in range(3) keep going { \(provider).request(method: \"POST\", path: \"row\", json: {row: $n}) }"
    }
    // An undocumented path: after the fault each row is refused, and every one was sent.
    let results = try run(texts, ["--yes"], against: sandbox)
    for (provider, result) in zip(FaultTests.providers, results) {
      #expect(result.status == 7, "\(provider) \(result.error)")
      #expect(try count(of: provider, at: sandbox) == 3, "\(provider) \(result.error)")
    }
  }

  static let lists = [
    ("codementor.sessions.list", 130), ("coderpad.pads.list", 120), ("tutrex.lessons.list(limit: 10)", 60),
    ("coursepath.members.list(limit: 20)", 150), ("coursio.users.list(pageLength: 7)", 150),
  ]

  @Test(
    "All pages arrive exactly once despite temporary faults", arguments: ["503#3", "cut#2", "truncated#2", "504#1"])
  func pagesAreWhole(rule: String) throws {
    let sandbox = try SandboxProcess(arguments: FaultTests.providers.flatMap { ["--fault", "\($0):\(rule)"] })
    let texts = Self.lists.map { "[each(\($0.0)) | .id] | length, (unique | length)" }
    let results = try run(texts, ["--no-wait"], against: sandbox)
    for ((list, count), result) in zip(Self.lists, results) {
      #expect(result.output == "\(count)\n\(count)\n", "\(list) \(result.error)")
    }
  }

  @Test("A server that never responds is given up")
  func hangsEnd() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "*:hang"])
    let results = try run(FaultTests.reads, [], against: sandbox, seconds: 110)
    for (call, result) in zip(FaultTests.reads, results) {
      #expect(result.status == 5, "\(call) \(result.error)")
      #expect(result.error.contains("did not respond") || result.error.contains("nothing came"), "\(result.error)")
    }
    #expect(try sandbox.requests().count == 5)
  }

  private func run(
    _ texts: [String], _ options: [String], against sandbox: SandboxProcess, seconds: Int = 60
  ) throws -> [CommandResult] {
    let folder = try TemporaryFolder()
    return try edushAtOnce(
      texts.map { options + ["-c", $0] }, in: folder.url, environment: sandbox.variables, seconds: seconds)
  }

  private func count(of provider: String, at sandbox: SandboxProcess) throws -> Int {
    try sandbox.requests().count { $0["path"]?.string?.hasPrefix("/\(provider)/") == true }
  }
}
