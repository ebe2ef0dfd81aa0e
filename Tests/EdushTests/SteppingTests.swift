import Foundation
import JSON
import PseudoTerminal
import Testing

/// Scripts that stop at a terminal: `--step`, `--break`, `--break-on error`.
@Suite(.serialized) struct SteppingTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  private func start(_ script: String, _ arguments: [String]) throws -> PseudoTerminal {
    let file = bench.folder.url.appending(path: "s.eduscript")
    try script.write(to: file, atomically: true, encoding: .utf8)
    let home = bench.folder.url.path()
    return try PseudoTerminal(
      BuiltProgram.edush, arguments: ["--sandbox", "run"] + arguments + [file.path()],
      environment: [
        "HOME": home, "EDUSH_HOME": bench.home.path(), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "PAGER": "cat",
      ], rows: 40, columns: 120)
  }

  /// Whether the prompt has stopped at this line of the script.
  private func isStopped(_ terminal: PseudoTerminal, at line: Int) -> Bool {
    terminal.wait { ($0.last { !$0.isEmpty } ?? "").contains("edush s.eduscript:\(line)>") }
  }

  private func runs(_ arguments: String) throws -> String {
    let result = try runShell("edush runs \(arguments)", in: bench.folder.url)
    return result.output
  }

  private static let renaming = """
    for id in 101, 102, 103 {
      coderpad.questions.update($id, title: "t\\($id)") | empty
      print "did \\($id)"
    }
    """

  @Test("--step shows each write before it is sent; step sends it, skip leaves its row, continue sends the rest")
  func steps() throws {
    let terminal = try start(Self.renaming, ["--step"])
    #expect(terminal.wait(for: "~ coderpad.questions.update 101"), "\(terminal.rows)")
    #expect(isStopped(terminal, at: 2), "\(terminal.rows)")
    #expect(terminal.rows.contains { $0.contains("in row 1: id = 101") }, "\(terminal.rows)")
    #expect(!terminal.rows.contains("did 101"))
    terminal.send("step", .enter)
    #expect(terminal.wait(for: "~ coderpad.questions.update 102"), "\(terminal.rows)")
    #expect(terminal.rows.contains("did 101"))
    #expect(isStopped(terminal, at: 2))
    terminal.send("skip", .enter)
    #expect(terminal.wait(for: "~ coderpad.questions.update 103"), "\(terminal.rows)")
    #expect(isStopped(terminal, at: 2))
    terminal.send("continue", .enter)
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
    #expect(terminal.rows.contains("did 103"))
    #expect(!terminal.rows.contains("did 102"))
    let shown = try runs("show 1")
    #expect(
      shown.contains(#""counts":{"rows":3,"done":2,"failed":0,"skipped":1,"in_doubt":0,"left":0,"writes":2"#),
      "\(shown)")
  }

  @Test(
    "abort ends the run like Ctrl-C, sends nothing more, and says how to resume; so does Ctrl-D",
    arguments: ["abort", ""])
  func aborts(word: String) throws {
    let terminal = try start(Self.renaming, ["--step"])
    #expect(isStopped(terminal, at: 2), "\(terminal.rows)")
    terminal.send("step", .enter)
    #expect(terminal.wait(for: "update 102"), "\(terminal.rows)")
    #expect(isStopped(terminal, at: 2), "\(terminal.rows)")
    if word.isEmpty { terminal.send(.control("d")) } else { terminal.send(Keys(word), .enter) }
    #expect(terminal.exitStatus() == .exited(130), "\(terminal.rows)")
    #expect(terminal.rows.joined().contains("edush resume 1"), "\(terminal.rows)")
    #expect(!terminal.rows.contains("did 102"))
  }

  @Test("--break stops at a line when its condition holds; the row's variables can be read and rebound")
  func breaks() throws {
    let script = """
      for id in 101, 102 {
        let name = "n\\($id)"
        print $name
      }
      """
    let terminal = try start(script, ["--break", "3:$id == 102"])
    #expect(isStopped(terminal, at: 3), "\(terminal.rows)")
    #expect(terminal.rows.contains("n101"))
    terminal.send("{$id, $name}", .enter)
    #expect(terminal.wait(for: "name  n102"), "\(terminal.rows)")
    #expect(isStopped(terminal, at: 3))
    terminal.send("let name = \"other\"", .enter)
    #expect(isStopped(terminal, at: 3))
    terminal.send("retry", .enter)
    #expect(terminal.wait(for: "nothing failed here"), "\(terminal.rows)")
    #expect(isStopped(terminal, at: 3))
    terminal.send("continue", .enter)
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
    #expect(terminal.rows.contains("other"), "\(terminal.rows)")
  }

  @Test("step goes from statement to statement if it began at a line")
  func stepsStatements() throws {
    let terminal = try start("print \"a\"\nprint \"b\"\nprint \"c\"", ["--break", "2"])
    #expect(isStopped(terminal, at: 2), "\(terminal.rows)")
    terminal.send("step", .enter)
    #expect(isStopped(terminal, at: 3), "\(terminal.rows)")
    #expect(terminal.rows.contains("b"))
    terminal.send("skip", .enter)
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
    #expect(!terminal.rows.contains("c"))
  }

  @Test("--break-on error stops at an uncaught error; retry runs the statement again with the new bindings")
  func stopsAtFailures() throws {
    let script = """
      do { coderpad.questions.get(999) } catch e { print "caught" }
      for id in 999, 101 {
        let question = coderpad.questions.get($id)
        print $question.id
      }
      """
    let terminal = try start(script, ["--break-on", "error"])
    #expect(isStopped(terminal, at: 3), "\(terminal.rows)")
    #expect(terminal.rows.contains("caught"))
    #expect(terminal.rows.contains { $0.contains("Resource not found") }, "\(terminal.rows)")
    terminal.send("let id = 102", .enter)
    #expect(isStopped(terminal, at: 3))
    terminal.send("retry", .enter)
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
    #expect(terminal.rows.contains("102") && terminal.rows.contains("101"), "\(terminal.rows)")
  }

  @Test("Writes at a stop belong to a run of their own, and the script's run does not count them")
  func writesAtStops() throws {
    let terminal = try start(Self.renaming, ["--step"])
    #expect(isStopped(terminal, at: 2), "\(terminal.rows)")
    terminal.send("coderpad.questions.create(title: \"by hand\") | .title", .enter)
    #expect(terminal.wait { $0.contains("\"by hand\"") }, "\(terminal.rows)")
    #expect(isStopped(terminal, at: 2), "\(terminal.rows)")
    terminal.send("continue", .enter)
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
    let list = try runs("")
    #expect(list.contains(#""kind":"prompt""#) && list.contains(#""kind":"run""#), "\(list)")
    let script = try #require(list.split(separator: "{").first { $0.contains(#""kind":"run""#) })
    #expect(script.contains(#""writes":3"#), "\(list)")
  }

  @Test("Calls that the script may not send need confirmation at a stop, as at any prompt")
  func asksAtStops() throws {
    let terminal = try start("print \"a\"", ["--break", "1"])
    #expect(isStopped(terminal, at: 1), "\(terminal.rows)")
    terminal.send("coderpad.questions.delete(101)", .enter)
    #expect(terminal.wait(for: "type 101"), "\(terminal.rows)")
    terminal.send("101", .enter)
    #expect(isStopped(terminal, at: 1), "\(terminal.rows)")
    terminal.send("coderpad.questions.get(101)", .enter)
    #expect(terminal.wait(for: "Resource not found"), "\(terminal.rows)")
    #expect(isStopped(terminal, at: 1), "\(terminal.rows)")
    terminal.send("con", .tab)
    #expect(
      terminal.wait { ($0.last { !$0.isEmpty } ?? "").contains("continue") || $0.joined().contains("continue  ") })
    terminal.send(.control("c"))
    #expect(isStopped(terminal, at: 1), "\(terminal.rows)")
    terminal.send("continue", .enter)
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
  }

  @Test(
    "An impossible stop is reported before anything is sent",
    arguments: [
      ("--break 99", "no statement there or below"), ("--break x", "--break accepts LINE"),
      ("--break 1:", "--break accepts LINE"), ("--break '1:1 +'", "--break 1: "),
      ("--break '1:let a = 1'", "the condition must be one expression"),
      ("--break-on nothing", "--break-on accepts error"),
    ])
  func refuses(option: String, message: String) throws {
    let file = bench.folder.url.appending(path: "s.eduscript").path()
    try "print 1".write(toFile: file, atomically: true, encoding: .utf8)
    let words = "edush --sandbox run \(option) '\(file)'"
    let home = bench.folder.url.path()
    let terminal = try PseudoTerminal(
      "/bin/sh", arguments: ["-c", words.replacing("edush ", with: BuiltProgram.edush + " ")],
      environment: ["HOME": home, "EDUSH_HOME": bench.home.path(), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"],
      rows: 24, columns: 160)
    #expect(terminal.exitStatus() == .exited(2), "\(terminal.rows)")
    #expect(terminal.rows.joined(separator: " ").contains(message), "\(terminal.rows)")
  }

  @Test("A resume does not send what was skipped: a statement, and the row around inner loops")
  func skipsForGood() throws {
    let script = """
      coderpad.questions.delete(101) | empty
      for a in 1, 2 {
        for b in 1, 2 { coderpad.questions.update(102, title: "\\($a)\\($b)") | empty }
      }
      coderpad.questions.get(999)
      """
    let sandbox = try SandboxProcess()
    let file = bench.folder.url.appending(path: "s.eduscript")
    try script.write(to: file, atomically: true, encoding: .utf8)
    let home = bench.folder.url.path()
    let variables = [
      "HOME": home, "EDUSH_HOME": bench.home.path(), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
    ].merging(sandbox.variables) { $1 }
    let terminal = try PseudoTerminal(
      BuiltProgram.edush, arguments: ["run", "--step", "--allow", "destructive", file.path()], environment: variables,
      rows: 40, columns: 120)
    #expect(isStopped(terminal, at: 1), "\(terminal.rows)")
    terminal.send("skip", .enter)
    #expect(isStopped(terminal, at: 3), "\(terminal.rows)")
    terminal.send("skip", .enter)
    #expect(terminal.wait(for: "in row 2: a = 2"), "\(terminal.rows)")
    #expect(isStopped(terminal, at: 3), "\(terminal.rows)")
    terminal.send("continue", .enter)
    #expect(terminal.exitStatus() == .exited(4), "\(terminal.rows)")
    let resumed = try edush(
      ["resume", "1", "--allow", "destructive"], in: bench.folder.url, environment: sandbox.variables)
    #expect(resumed.status == 4, "\(resumed.error)")
    let writes = try sandbox.requests().filter { $0["method"] != "GET" }
    #expect(writes.count == 2, "\(writes)")
  }

  @Test("Without a terminal nothing stops")
  func needsTerminal() throws {
    let result = try runShell("edush --sandbox run --step -", in: bench.folder.url, input: "print 1")
    #expect(result.status == 2 && result.error.contains("which needs a terminal"), "\(result.error)")
  }
}
