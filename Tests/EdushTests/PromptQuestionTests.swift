import Foundation
import PseudoTerminal
import Testing

/// Questions of rows that run side by side, at the prompt: one at a time, each with its own answer.
struct PromptQuestionTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  @Test("Confirmations of parallel rows come one after the other, and each call gets its own answer")
  func asksForCallsInTurn() throws {
    let terminal = try bench.open()
    terminal.send(
      "for i in 1, 2 parallel 2 keep going { coursepath.members.invite($i) | empty; print \"invited \\($i)\" }", .enter)
    #expect(terminal.wait(for: "Send it? [y/N]"), "\(terminal.rows)")
    let first = try #require(member(asked: terminal.rows).first)
    #expect(member(asked: terminal.rows) == [first])
    terminal.send("y", .enter)
    #expect(terminal.wait { member(asked: $0).count == 2 }, "\(terminal.rows)")
    terminal.send("n", .enter)
    #expect(terminal.wait(for: "was not confirmed"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    let said = terminal.rows.filter { $0.contains("invited \(first)") || $0.contains("invited \(3 - first)") }
    #expect(said.filter { !$0.contains("for i") }.allSatisfy { $0.contains("invited \(first)") }, "\(terminal.rows)")
    #expect(said.contains { $0.hasSuffix("invited \(first)") }, "\(terminal.rows)")
  }

  @Test("Ctrl-C ends the question that is open and those that wait for it")
  func endsAll() throws {
    let terminal = try bench.open()
    terminal.send("for i in 1, 2, 3 parallel 3 { confirm \"row \\($i)?\" }", .enter)
    #expect(terminal.wait { $0.contains { $0.hasSuffix("? [y/N]") } }, "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    #expect(terminal.rows.count { $0.contains("? [y/N]") } == 1, "\(terminal.rows)")
  }

  /// The members that a question on the screen is about.
  private func member(asked rows: [String]) -> [Int] {
    rows.compactMap { row in
      row.hasPrefix("  hits ") ? row.split(separator: " ").dropFirst().first.flatMap { Int($0) } : nil
    }
  }
}
