import Foundation
import PseudoTerminal
import Testing

/// The progress line of a script's rows.
struct ProgressTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  /// A script in a terminal, with standard output redirected by `rest`.
  private func run(_ script: String, _ sandbox: SandboxProcess, _ rest: String = "") throws -> PseudoTerminal {
    let home = bench.folder.url.path()
    let variables = ["HOME": home, "EDUSH_HOME": home, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
      .merging(sandbox.variables) { $1 }
    let command = "cd '\(home)'; '\(BuiltProgram.edush)' -c '\(script)' \(rest); echo ended"
    return try PseudoTerminal(
      "/bin/sh", arguments: ["-c", command], environment: variables, rows: 24, columns: 100)
  }

  @Test("It is on the terminal while rows run, and is removed at the end")
  func showsRows() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "codementor:latency=200"])
    let script = """
      for n in range(8) keep going { if $n == 1 { error("no") } else { codementor.sessions.list | empty; print $n } }
      """
    let terminal = try run(script, sandbox, ">out 2>/dev/tty")
    #expect(
      terminal.wait { $0.contains { $0.contains(" of 8, 1 failed") && $0.contains("codementor 9") } },
      "\(terminal.rows)")
    #expect(terminal.wait { $0.contains("ended") }, "\(terminal.rows)")
    #expect(!terminal.rows.contains { $0.contains(" row") && $0.contains("left") }, "\(terminal.rows)")
    #expect(terminal.rows.contains { $0.contains("1 of 8 rows failed") }, "\(terminal.rows)")
    let out = try String(contentsOf: bench.folder.url.appending(path: "out"), encoding: .utf8)
    #expect(out == "0\n2\n3\n4\n5\n6\n7\n")
  }

  @Test("Printed lines replace it, complete")
  func givesWay() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "codementor:latency=200"])
    let terminal = try run("for n in range(8) { codementor.sessions.list | empty; print \"line \\($n)\" }", sandbox)
    #expect(terminal.wait { $0.contains { $0.contains("codementor 9") } }, "\(terminal.rows)")
    #expect(terminal.wait { $0.contains("ended") }, "\(terminal.rows)")
    let rows = terminal.rows.filter { !$0.isEmpty }
    #expect(rows == (0..<8).map { "line \($0)" } + ["ended"], "\(rows)")
  }

  @Test("Output to a file leaves it unchanged")
  func staysBesideAFile() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "codementor:latency=200", "--fault", "coderpad:hang"])
    let script = """
      for n in range(8) { codementor.sessions.list | empty; print $n; if $n == 5 { coderpad.quota.get } }
      """
    let terminal = try run(script, sandbox, ">out 2>/dev/tty")
    let out = bench.folder.url.appending(path: "out")
    // The last line written before the endless wait.
    #expect(
      terminal.wait { (_: [String]) in (try? String(contentsOf: out, encoding: .utf8))?.hasSuffix("5\n") ?? false })
    #expect(terminal.wait { $0.contains { $0.contains(" of 8") && $0.contains("codementor 9") } }, "\(terminal.rows)")
  }

  @Test("Without a terminal on standard error there is none")
  func isQuiet() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "codementor:latency=200"])
    let result = try edush(
      ["-c", "for n in range(6) { codementor.sessions.list | empty }"], in: bench.folder.url,
      environment: sandbox.variables)
    #expect(result.status == 0 && result.error.isEmpty && result.output.isEmpty, "\(result.error)")
  }
}
