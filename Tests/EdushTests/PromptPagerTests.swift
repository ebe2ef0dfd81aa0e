import Foundation
import Glibc
import PseudoTerminal
import Testing

/// Where Ctrl-C and SIGTERM go while a pager or an editor has the terminal.
struct PromptPagerTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  /// A program that shows each Ctrl-C and ends when `q` is entered.
  private func program() throws -> String {
    let file = bench.folder.url.appending(path: "program")
    try """
    trap 'count=$((count + 1)); echo "interrupt $count" >/dev/tty' INT
    [ -t 0 ] || cat >/dev/null
    echo "program $$ is up" >/dev/tty
    until [ "$line" = q ]; do read -r line </dev/tty; done
    exit 0
    """.write(to: file, atomically: true, encoding: .utf8)
    return "sh '\(file.path())'"
  }

  /// The program's process, once it runs.
  private func process(shownBy terminal: PseudoTerminal) throws -> pid_t {
    try #require(terminal.wait(for: "is up"), "\(terminal.rows)")
    let words = terminal.rows.first { $0.contains("is up") }?.split(separator: " ") ?? []
    return try #require(words.dropFirst().first.flatMap { pid_t($0) }, "\(terminal.rows)")
  }

  @Test("Ctrl-C goes only to the program, however often", arguments: ["[range(40)] \\j", "edit"])
  func interruptsReachTheProgram(line: String) throws {
    let program = try program()
    let terminal = try bench.open(environment: ["PAGER": program, "EDITOR": program])
    bench.type("let kept = coderpad.quota.get | type", into: terminal)
    terminal.send(Keys(line), .enter)
    _ = try process(shownBy: terminal)
    for count in 1...5 {
      terminal.send(.control("c"))
      #expect(terminal.wait(for: "interrupt \(count)"), "\(terminal.rows)")
    }
    terminal.send("q", .enter)
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    terminal.send("\"\\($kept) \\(@1.response.status)\"", .enter)
    #expect(terminal.wait(for: "object 200"), "\(terminal.rows)")
    terminal.send("[coderpad.pads.list[0].id] | length + 41", .enter)
    #expect(terminal.wait(for: "42"), "\(terminal.rows)")
  }

  @Test("SIGTERM ends both the program and edush", arguments: [true, false]) func endsTogether(atPrompt: Bool) throws {
    let variables = ["PAGER": try program()]
    let terminal = try bench.open(
      atPrompt ? ["--sandbox"] : ["--output", "json", "-c", "[range(40)]"], environment: variables, waits: atPrompt)
    if atPrompt { terminal.send("[range(40)] \\j", .enter) }
    let pager = try process(shownBy: terminal)
    kill(terminal.processID, SIGTERM)
    #expect(terminal.exitStatus() == .exited(128 + SIGTERM), "\(terminal.rows)")
    #expect(terminal.wait { (_: [String]) in kill(pager, 0) != 0 }, "the pager still runs")
  }

  @Test("SIGTERM ends a pager that reads nothing") func endsIdlePager() throws {
    let terminal = try bench.open(environment: ["PAGER": "echo program $$ is up >/dev/tty; exec sleep 600"])
    terminal.send("[range(20000)]", .enter)
    let pager = try process(shownBy: terminal)
    kill(terminal.processID, SIGTERM)
    #expect(terminal.exitStatus() == .exited(128 + SIGTERM), "\(terminal.rows)")
    #expect(terminal.wait { (_: [String]) in kill(pager, 0) != 0 }, "the pager still runs")
  }
}
