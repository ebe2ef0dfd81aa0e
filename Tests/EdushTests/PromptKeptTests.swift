import Foundation
import PseudoTerminal
import Testing

/// The results kept at the prompt when a line is interrupted or fails halfway.
final class PromptKeptTests {
  private let bench: PromptBench
  private var sandbox: SandboxProcess?

  init() throws {
    bench = try PromptBench()
  }

  private func open(_ faults: String...) throws -> PseudoTerminal {
    let sandbox = try SandboxProcess(arguments: faults.flatMap { ["--fault", $0] })
    self.sandbox = sandbox
    return try bench.open([], environment: sandbox.variables)
  }

  @Test(
    "Ctrl-C keeps the items received so far, and reports how many",
    arguments: ["[each(codementor.sessions.list)]", "each(codementor.sessions.list) | .id"])
  func keepsItems(line: String) throws {
    let terminal = try open("codementor.sessions:latency=500")
    terminal.send(Keys(line), .enter)
    #expect(terminal.wait { $0.contains { $0.contains("page 3, 50 items") } }, "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(terminal.wait(for: " items arrived before that; they are in `.`"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    #expect(!terminal.rows.contains { $0.contains("^C") }, "\(terminal.rows)")
    terminal.send("\"kept \\(length / 25 | floor)\"", .enter)
    #expect(terminal.wait { $0.contains("\"kept 2\"") || $0.contains("\"kept 3\"") }, "\(terminal.rows)")
  }

  @Test("Ctrl-C reports what a line had done: nothing, calls, or rows") func tellsOfInterruptions() throws {
    let terminal = try open()
    for line in ["[range(1e9)] | length", "wait \"60s\""] {
      terminal.send(Keys(line), .enter)
      #expect(terminal.wait(for: "Ctrl-C stops"), "\(terminal.rows)")
      terminal.send(.control("c"))
      #expect(terminal.wait { $0.text.suffix(2) == ["interrupted", "edush>"] }, "\(terminal.rows)")
    }
    let rows = #"for t in ("a", "b", "c") { coderpad.pads.create(title: $t) | empty; if $t == "b" { wait "60s" } }"#
    terminal.send(Keys(rows), .enter)
    #expect(terminal.wait(for: "1 of 3"), "\(terminal.rows)")
    #expect(try waits { try sandbox?.requests().count == 2 })
    terminal.send(.control("c"))
    #expect(terminal.wait(for: "interrupted; 1 of 3 rows done; 2 calls done, @1..@2"), "\(terminal.rows)")
    let file = bench.folder.url.appending(path: "loop.eduscript")
    try rows.write(to: file, atomically: true, encoding: .utf8)
    terminal.send(Keys("run \"\(file.path())\""), .enter)
    #expect(try waits { try sandbox?.requests().count == 4 })
    terminal.send(.control("c"))
    #expect(terminal.wait(for: "interrupted; 1 of 3 rows done; 2 calls done, @3..@4"), "\(terminal.rows)")
  }

  /// Whether a condition soon holds.
  private func waits(for condition: () throws -> Bool) rethrows -> Bool {
    let deadline = Date.now.addingTimeInterval(20)
    while Date.now < deadline {
      if try condition() { return true }
      usleep(20_000)
    }
    return false
  }

  @Test(
    "An array whose fourth page fails keeps the first three",
    arguments: ["[each(codementor.sessions.list)]", "let all = [each(codementor.sessions.list)]"])
  func keepsPages(line: String) throws {
    let manifests = bench.home.appending(path: "providers")
    try FileManager.default.createDirectory(at: manifests, withIntermediateDirectories: true)
    try "{rate: {requests: 3, seconds: 600}}".write(
      to: manifests.appending(path: "codementor.jq"), atomically: true, encoding: .utf8)
    let terminal = try bench.open(["--sandbox", "--no-wait"])
    terminal.send(Keys(line + " | error(\"not reached\")"), .enter)
    #expect(terminal.wait(for: "75 items arrived before that; they are in `.`"), "\(terminal.rows)")
    #expect(terminal.rows.contains { $0.contains("the rate limit of codementor is used up") }, "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("\"kept \\(map(.id) | unique | length)\"", .enter)
    #expect(terminal.wait(for: "kept 75"), "\(terminal.rows)")
  }

  @Test("A truncated response keeps its status, headers and beginning") func keepsBeginnings() throws {
    let terminal = try open("coderpad.questions:truncated", "coderpad.pads:truncated")
    for (number, method) in ["questions.list", "pads.list"].enumerated() {
      terminal.send(Keys("coderpad.\(method)"), .enter)
      #expect(terminal.wait(for: "closed the connection"), "\(terminal.rows)")
      #expect(bench.isReady(terminal))
      let exchange = "@\(number + 1)"
      terminal.send(
        Keys(
          "\(exchange) | \"got \\(.response.status) \\(.response.headers | has(\"content-type\")) \\(.response.body | tojson | length > 20) \\(.note)\""
        ), .enter)
      #expect(terminal.wait(for: "got 200 true true the response is incomplete"), "\(terminal.rows)")
      terminal.send(.control("l"))
    }
  }
}
