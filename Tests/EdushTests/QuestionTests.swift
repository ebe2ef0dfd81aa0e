import Foundation
import Glibc
import PseudoTerminal
import Testing

/// Scripts that ask questions at a terminal, and what the user sees.
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
    "Ctrl-C at a question ends the script as it does anywhere else",
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

  @Test("apply asks once, and sends nothing without a yes", arguments: [("y", 0), ("n", 8)])
  func appliesWhenAsked(answer: String, status: Int32) throws {
    let plan = folder.url.appending(path: "p.json").path()
    let script = #"coderpad.questions.delete(101) | empty; coderpad.questions.create(title: "t") | empty"#
    let made = try runShell("edush --sandbox plan - -o p.json", in: folder.url, input: script)
    #expect(made.status == 0, "\(made.error)")
    let home = folder.url.path()
    let terminal = try PseudoTerminal(
      BuiltProgram.edush, arguments: ["--sandbox", "apply", plan],
      environment: ["HOME": home, "EDUSH_HOME": home, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"])
    #expect(terminal.wait(for: "Apply it to coderpad in the sandbox? [y/N]"), "\(terminal.rows)")
    #expect(terminal.rows.contains { $0.hasPrefix("- coderpad.questions.delete 101") }, "\(terminal.rows)")
    terminal.send(Keys(answer), .enter)
    #expect(terminal.exitStatus() == .exited(status), "\(terminal.rows)")
    #expect(terminal.rows.contains { $0.hasPrefix("applied: 1 created, 1 deleted") } == (status == 0))
  }

  @Test(
    "Text typed before a question was shown does not answer it",
    arguments: [
      ("confirm \"go?\"; print \"went\"", "go? [y/N]", "y"),
      ("login coderpad; print \"went\"", "coderpad api_key", "early"),
      ("do { coderpad.pads.list } catch e { confirm \"go?\" }; print \"went\"", "go? [y/N]", "y"),
    ])
  func dropsTypedAhead(text: String, question: String, early: String) throws {
    let gate = folder.url.appending(path: "gate").path()
    #expect(mkfifo(gate, 0o600) == 0)
    let terminal = try run("read_text(\"\(gate)\") | empty; \(text)")
    terminal.send(Keys(early), .enter, "more")
    // The text is in the terminal's queue, and on the screen, before the question.
    #expect(terminal.wait(for: "more"), "\(terminal.rows)")
    let end = open(gate, O_WRONLY)
    close(end)
    #expect(terminal.wait(for: question), "\(terminal.rows)")
    terminal.send("no", .enter)
    if question.hasPrefix("go") {
      #expect(terminal.exitStatus() == .exited(1), "\(terminal.rows)")
    } else {
      #expect(terminal.wait(for: "Keep it?"), "\(terminal.rows)")
      terminal.send(.control("c"))
      #expect(terminal.exitStatus() == .exited(130), "\(terminal.rows)")
    }
    #expect(!terminal.rows.contains("went"))
  }

  @Test("Lines typed at once answer one question, not the next")
  func oneAnswerEach() throws {
    let terminal = try run("param a; param b; \"<\\($a)>\", \"<\\($b)>\"")
    #expect(terminal.wait(for: "a:"), "\(terminal.rows)")
    terminal.send("one", .enter, "two", .enter)
    #expect(terminal.wait { $0.contains { $0.hasPrefix("b:") || $0.hasSuffix("b:") } }, "\(terminal.rows)")
    terminal.send("three", .enter)
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
    #expect(terminal.rows.contains { $0.contains("<one>") } && terminal.rows.contains { $0.contains("<three>") })
    #expect(!terminal.rows.contains { $0.contains("<two>") }, "\(terminal.rows)")
  }

  @Test("A script's text in a question stays on one line, and hides nothing")
  func showsScriptsWords() throws {
    let terminal = try run("confirm \"a\\nedush> b\\u001b[2J\\u202e\\u200b?\"")
    #expect(terminal.wait(for: "confirm: a⏎edush> b\\u001b[2J\\u202e\\u200b? [y/N]"), "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(terminal.exitStatus() == .exited(130))
  }

  @Test("Answering no is not the same as Ctrl-C")
  func declines() throws {
    let terminal = try run("confirm \"go?\"")
    #expect(terminal.wait(for: "go? [y/N]"), "\(terminal.rows)")
    terminal.send("no", .enter)
    #expect(terminal.exitStatus() == .exited(1), "\(terminal.rows)")
    #expect(terminal.wait(for: "not confirmed: go?"), "\(terminal.rows)")
  }

  @Test("Ctrl-\\ ends the program, restores the echo, and opens no debugger")
  func quits() throws {
    let terminal = try run("login coderpad")
    #expect(terminal.wait(for: "coderpad api_key"), "\(terminal.rows)")
    terminal.send(.control("\\"))
    #expect(terminal.exitStatus() == .signalled(SIGQUIT), "\(terminal.rows)")
    #expect(!terminal.rows.contains { $0.contains("crashed") }, "\(terminal.rows)")
  }

  @Test("A secret parameter is hidden in results on a terminal, a short one only as a whole string")
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
