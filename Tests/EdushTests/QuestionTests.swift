import Foundation
import PseudoTerminal
import Testing

/// Scripts that ask somebody at a terminal, and what that one sees.
@Suite(.serialized)
struct QuestionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ text: String, _ arguments: [String] = []) throws -> PseudoTerminal {
    let home = folder.url.path()
    return try PseudoTerminal(
      BuiltProgram.edush, arguments: ["-c", text] + arguments,
      environment: ["HOME": home, "EDUSH_HOME": home, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"])
  }

  @Test(
    "Ctrl-C at a question ends the script as everywhere else",
    arguments: [
      ("confirm \"go?\"", "go? [y/N]"), ("param q; $q", "q:"), ("param q: secret; $q", "q:"),
      ("login coderpad", "api_key"),
    ])
  func interrupts(text: String, question: String) throws {
    let terminal = try run(text)
    #expect(terminal.wait(for: question), "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(terminal.exitStatus() == .exited(130), "\(terminal.rows)")
  }

  @Test("An answer that is no is none of Ctrl-C")
  func declines() throws {
    let terminal = try run("confirm \"go?\"")
    #expect(terminal.wait(for: "go? [y/N]"), "\(terminal.rows)")
    terminal.send("no", .enter)
    #expect(terminal.exitStatus() == .exited(1), "\(terminal.rows)")
    #expect(terminal.wait(for: "not confirmed: go?"), "\(terminal.rows)")
  }

  @Test("A secret parameter is hidden in results on a terminal, short ones where they are all of a text")
  func hidesSecrets() throws {
    let terminal = try run(
      "param long: secret; param short: secret = \"sec\"; $long, [\"<\\($long)>\"], {a: $short}, \"second\"",
      ["--long", "correct-horse"])
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
    let shown = terminal.rows.joined(separator: "\n")
    #expect(!shown.contains("horse") && !shown.contains("\"sec\"") && shown.contains("second"), "\(shown)")
    #expect(shown.ranges(of: "redacted").count == 3, "\(shown)")
  }
}
