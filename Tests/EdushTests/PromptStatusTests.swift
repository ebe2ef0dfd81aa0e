import Foundation
import PseudoTerminal
import Testing

/// The line that shows what the prompt is waiting for.
final class PromptStatusTests {
  private let bench: PromptBench
  private var sandbox: SandboxProcess?

  init() throws {
    bench = try PromptBench()
  }

  private func open(_ faults: String..., manifest: String? = nil) throws -> PseudoTerminal {
    let sandbox = try SandboxProcess(arguments: faults.flatMap { ["--fault", $0] })
    self.sandbox = sandbox
    try FileManager.default.createDirectory(
      at: bench.home.appending(path: "providers"), withIntermediateDirectories: true)
    if let manifest {
      let file = bench.home.appending(path: "providers/coderpad.jq")
      try manifest.write(to: file, atomically: true, encoding: .utf8)
    }
    return try bench.open([], environment: sandbox.variables)
  }

  private func status(_ terminal: PseudoTerminal, _ words: String...) -> Bool {
    terminal.wait(timeout: 20) { rows in
      rows.contains { row in row.contains("Ctrl-C stops") && words.allSatisfy(row.contains) }
    }
  }

  /// Whether no trace of the line is left.
  private func isClean(_ terminal: PseudoTerminal) -> Bool {
    terminal.wait { rows in !rows.contains { $0.contains("Ctrl-C stops") } }
  }

  @Test("It shows the call and the seconds, and leaves no trace") func showsCalls() throws {
    let terminal = try open("coderpad.quota:latency=2500ms")
    terminal.send("coderpad.quota.get | length", .enter)
    #expect(status(terminal, "coderpad.quota.get · 1 s"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    #expect(isClean(terminal), "\(terminal.rows)")
    #expect(terminal.rows.suffix(2).first == "6" || terminal.rows.contains("6"), "\(terminal.rows)")
  }

  @Test("It shows the reason and the number of a retry") func showsTries() throws {
    let terminal = try open("coderpad.quota:503=2")
    terminal.send("coderpad.quota.get", .enter)
    #expect(status(terminal, "coderpad.quota.get", "status 503, try 2 of 4 in 2 s"), "\(terminal.rows)")
    #expect(status(terminal, "status 503, try 3 of 4 in"), "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal) && isClean(terminal), "\(terminal.rows)")
  }

  @Test("It shows the page and the items so far") func showsPages() throws {
    let terminal = try open("codementor.sessions:latency=400")
    terminal.send("[each(codementor.sessions.list)] | length", .enter)
    #expect(status(terminal, "codementor.sessions.list", "page 3, 50 items"), "\(terminal.rows)")
    #expect(bench.isReady(terminal) && isClean(terminal), "\(terminal.rows)")
  }

  @Test("The replay of an interrupted list counts its own seconds, and diff has nothing to compare") func replaysAnew()
    throws
  {
    let terminal = try open("coderpad.questions.list:latency=4s")
    terminal.send("each(coderpad.questions.list) | .id", .enter)
    #expect(status(terminal, "coderpad.questions.list · 3 s"), "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    bench.type("diff @1 @1", into: terminal)
    #expect(terminal.rows.contains { $0.contains("@1 has no response to compare") }, "\(terminal.rows)")
    terminal.send("replay @1", .enter)
    #expect(status(terminal, "coderpad.questions.list · 1 s"), "\(terminal.rows)")
  }

  @Test("It shows how long a rate limit is waited for, instead of a message") func showsLimits() throws {
    let terminal = try open(manifest: "{rate: {requests: 1, seconds: 600}}")
    bench.type("coderpad.quota.get | length", into: terminal)
    terminal.send("coderpad.quota.get", .enter)
    #expect(status(terminal, "coderpad.quota.get", "rate limit until ", " left"), "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal) && isClean(terminal), "\(terminal.rows)")
    #expect(!terminal.rows.contains { $0.contains("waits until") }, "\(terminal.rows)")
  }

  @Test("Rows of a loop and of `run` are counted", arguments: [true, false]) func showsRows(inFile: Bool) throws {
    let loop = "for n in range(8) { coderpad.quota.get | empty; print \"row \\($n)\" }"
    try loop.write(to: bench.folder.url.appending(path: "rows.eduscript"), atomically: true, encoding: .utf8)
    let terminal = try open("coderpad.quota:latency=300")
    terminal.send(Keys(inFile ? "run \(bench.folder.url.path())/rows.eduscript" : loop), .enter)
    #expect(status(terminal, " of 8"), "\(terminal.rows)")
    #expect(terminal.wait(for: "row 7"), "\(terminal.rows)")
    #expect(bench.isReady(terminal) && isClean(terminal), "\(terminal.rows)")
    let shown = terminal.rows.filter { $0.hasPrefix("row ") }
    #expect(shown == (0..<8).map { "row \($0)" }, "\(terminal.rows)")
  }

  @Test("It shows a login during a call") func showsLogins() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursio.auth:latency=2s"])
    let keys = [
      "EDUSH_COURSIO_PUBLIC_KEY": "sandbox-coursio-public",
      "EDUSH_COURSIO_PRIVATE_KEY": "sandbox-coursio-private-19ac77e4",
    ]
    let variables = sandbox.variables.filter { $0.key != "EDUSH_COURSIO_TOKEN" }.merging(keys) { $1 }
    let terminal = try bench.open([], environment: variables)
    terminal.send("coursio.courses.list | length", .enter)
    #expect(status(terminal, "coursio.courses.list", "logging in"), "\(terminal.rows)")
    #expect(bench.isReady(terminal) && isClean(terminal), "\(terminal.rows)")
  }

  @Test("Typing ahead leaves no trace of it") func survivesTyping() throws {
    let terminal = try open("coderpad.quota:latency=3s")
    terminal.send("coderpad.quota.get | length", .enter)
    #expect(status(terminal, "coderpad.quota.get"), "\(terminal.rows)")
    terminal.send("20 + 22", .enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    let rows = terminal.rows.filter { !$0.isEmpty }
    #expect(rows.suffix(5) == ["edush> coderpad.quota.get | length", "6", "edush> 20 + 22", "42", "edush>"], "\(rows)")
  }

  @Test("Narrowing the terminal leaves no trace of it") func survivesResizing() throws {
    let terminal = try open("coderpad.quota:latency=3s")
    terminal.send("coderpad.quota.get | length", .enter)
    #expect(status(terminal, "coderpad.quota.get"), "\(terminal.rows)")
    terminal.resize(rows: 24, columns: 30)
    #expect(terminal.wait { $0.contains { $0.contains("quota.get") && $0.contains("…") } }, "\(terminal.rows)")
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    #expect(!terminal.rows.contains { $0.contains("Ctrl") || $0.contains("· ") }, "\(terminal.rows)")
  }

  @Test("Without a terminal on standard error there is none") func isQuiet() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "coderpad:latency=600"])
    let result = try edush(["-c", "coderpad.quota.get | length"], in: bench.folder.url, environment: sandbox.variables)
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
  }
}
