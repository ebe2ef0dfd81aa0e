import Foundation
import PseudoTerminal
import Testing

/// The prompt as a user sees it: the built binary in a pseudo-terminal, against the sandbox.
@Suite(.serialized)
struct PromptTests {
  let bench: PromptBench
  var folder: TemporaryFolder { bench.folder }

  init() throws {
    bench = try PromptBench()
  }

  private func open(_ arguments: [String] = ["--sandbox"], environment: [String: String] = [:]) throws -> PseudoTerminal
  {
    try bench.open(arguments, environment: environment)
  }

  private func isReady(_ terminal: PseudoTerminal) -> Bool { bench.isReady(terminal) }

  @Test("A line's result is shown, and is `.` on the next line")
  func showsResults() throws {
    let terminal = try open()
    terminal.send("coderpad.pads.get(\"DM32JWG2\")", .enter)
    #expect(terminal.wait { $0.contains { $0.hasPrefix("ended_at  ") } }, "\(terminal.rows)")
    terminal.send(".title", .enter)
    #expect(terminal.wait { $0.contains("\"Ruby Test\"") }, "\(terminal.rows)")
    terminal.send("let a = 20", .enter)
    terminal.send("$a + 22", .enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
  }

  @Test("A null from a misspelt key is explained")
  func explainsNull() throws {
    let terminal = try open([])
    terminal.send("{title: 1, kind: null}", .enter)
    #expect(isReady(terminal))
    terminal.send(".kind", .enter)
    #expect(terminal.wait { $0.contains("null") }, "\(terminal.rows)")
    #expect(isReady(terminal))
    #expect(!terminal.rows.joined().contains("no key is"))
    terminal.send("{title: 1} | . ", .enter)
    terminal.send(".titel", .enter)
    #expect(terminal.wait(for: "no key is `titel`"), "\(terminal.rows)")
    #expect(terminal.wait(for: "did you mean `title`?"), "\(terminal.rows)")
  }

  @Test("A command in a one-line block ends with the block")
  func endsCommands() throws {
    let terminal = try open()
    terminal.send("if true { exchanges }; 20 + 22", .enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
    #expect(isReady(terminal), "\(terminal.rows)")
  }

  @Test("explain reports when nothing would be sent, and watch what it needs")
  func explainsNothing() throws {
    let terminal = try open()
    terminal.send("explain 1", .enter)
    #expect(terminal.wait(for: "nothing would be sent"), "\(terminal.rows)")
    terminal.send("watch x 1", .enter)
    #expect(terminal.wait(for: "watch needs seconds and an expression"), "\(terminal.rows)")
    #expect(isReady(terminal), "\(terminal.rows)")
    terminal.send("explain", .enter)
    #expect(terminal.wait(for: "explain needs a call"), "\(terminal.rows)")
  }

  @Test("The prompt shows the provider in use")
  func showsProvider() throws {
    let terminal = try open()
    terminal.send("use coderpad", .enter)
    #expect(terminal.wait { $0.contains("edush coderpad>") }, "\(terminal.rows)")
    terminal.send("use coderpad@old", .enter)
    #expect(terminal.wait { $0.contains("edush coderpad@old>") }, "\(terminal.rows)")
  }

  static let completions: [(typed: String, becomes: String)] = [
    ("coderp", "edush> coderpad."),
    ("coderpad.que", "edush> coderpad.quest"),
    ("coderpad.pads.upd", "edush> coderpad.pads.update("),
    ("coderpad.pads.create(tit", "edush> coderpad.pads.create(title:"),
    ("tutrex.lessons.list(sortDirection: \"D", "edush> tutrex.lessons.list(sortDirection: \"DESC\""),
    ("des", "edush> describe"),
  ]

  @Test("Tab completes providers, resources, methods, parameters and their values", arguments: completions.indices)
  func completes(index: Int) throws {
    let (typed, becomes) = Self.completions[index]
    let terminal = try open()
    terminal.send(Keys(typed), .tab)
    #expect(terminal.wait { $0.contains { $0.hasPrefix(becomes) } }, "\(terminal.rows)")
  }

  @Test("Tab completes variables and the keys of the last value")
  func completesValues() throws {
    let terminal = try open()
    terminal.send("let question = coderpad.questions.get(42)", .enter)
    terminal.send("$quest", .tab, ".descr", .tab, .enter)
    #expect(terminal.wait { $0.contains { $0.contains("Use SQL magic") } }, "\(terminal.rows)")
    terminal.send("{nickname: 1}", .enter)
    #expect(terminal.wait { $0.contains { $0.hasPrefix("nickname  1") } }, "\(terminal.rows)")
    terminal.send(".nick", .tab, " + 41", .enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
  }

  @Test("Unfinished input continues on a second line")
  func continues() throws {
    let terminal = try open()
    terminal.send("[1, 2", .enter)
    #expect(terminal.wait { $0.contains { $0.hasSuffix("...>") } }, "\(terminal.rows)")
    terminal.send("] | add", .enter)
    #expect(terminal.wait { $0.contains("3") }, "\(terminal.rows)")
  }

  @Test("Pasted lines wait for Enter")
  func pastes() throws {
    let terminal = try open()
    terminal.send(.paste("let a = 1\nprint $a + 41\n"))
    #expect(terminal.wait(for: "print $a + 41"))
    #expect(!terminal.rows.contains("42"))
    terminal.send(.enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
  }

  @Test("Ctrl-C discards the line, Ctrl-D exits")
  func leaves() throws {
    let terminal = try open()
    terminal.send("never run", .control("c"))
    #expect(terminal.wait { $0.contains { $0.hasSuffix("never run^C") } }, "\(terminal.rows)")
    #expect(isReady(terminal))
    terminal.send(.control("d"))
    #expect(terminal.exitStatus() == .exited(0))
  }

  @Test("Ctrl-C ends a long evaluation, and the prompt continues")
  func interruptsEvaluation() throws {
    let terminal = try open()
    terminal.send("[repeat(1)] | length", .enter)
    // While a line is being edited the terminal does not echo.
    #expect(terminal.wait { (_: ScreenEmulator) in terminal.isCooked }, "\(terminal.rows)")
    terminal.send(.control("c"))
    terminal.send("40 + 2", .enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
  }

  @Test("Ctrl-C ends a request that hangs")
  func interruptsRequest() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "coderpad:hang"])
    let terminal = try open([], environment: sandbox.variables)
    terminal.send("coderpad.pads.list", .enter)
    #expect(terminal.wait(for: "Ctrl-C stops"), "\(terminal.rows)")
    terminal.send(.control("c"))
    terminal.send("40 + 2", .enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
  }

  @Test("Login asks for missing values without echo, and keeps them out of the history")
  func asksForCredentials() throws {
    let sandbox = try SandboxProcess()
    let terminal = try open([], environment: sandbox.variables.filter { $0.key.hasSuffix("_URL") })
    terminal.send("login coderpad", .enter)
    #expect(terminal.wait(for: "api_key"), "\(terminal.rows)")
    terminal.send("8af9a3412559d803707937250dc1569d", .enter)
    #expect(terminal.wait(for: "[y/N]"), "\(terminal.rows)")
    terminal.send("y", .enter)
    #expect(terminal.wait(for: "logged in to coderpad"), "\(terminal.rows)")
    #expect(isReady(terminal))
    terminal.send("coderpad.quota.get.unlimited", .enter)
    #expect(terminal.wait { $0.contains("false") }, "\(terminal.rows)")
    #expect(!terminal.snapshot.text.joined().contains("8af9a341"))
    #expect(isReady(terminal))
    terminal.send("login tutrex api_key: \"123-secret\"", .enter)
    #expect(terminal.wait(for: "logged in to tutrex"), "\(terminal.rows)")
    #expect(isReady(terminal))
    terminal.send(.control("d"))
    #expect(terminal.exitStatus() == .exited(0))
    let credentials = bench.home.appending(path: "credentials").path()
    let attributes = try FileManager.default.attributesOfItem(atPath: credentials)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let history = try String(
      contentsOfFile: bench.home.appending(path: "history").path(), encoding: .utf8)
    #expect(history.contains("\"login tutrex\"") && !history.contains("*"))
    #expect(!history.contains("123-secret") && !history.contains("8af9a341"))
  }

  @Test("History persists between sessions")
  func remembers() throws {
    let first = try open()
    first.send("1 + 2 + 3", .enter)
    #expect(first.wait { $0.contains("6") })
    #expect(isReady(first))
    first.send(.control("d"))
    #expect(first.exitStatus() == .exited(0))
    let second = try open()
    second.send(.up)
    #expect(second.wait { $0.contains { $0.hasSuffix("1 + 2 + 3") } }, "\(second.rows)")
  }

  @Test("A script at a terminal asks for its parameters and confirmations, but not for permissions")
  func scriptAsks() throws {
    let script = folder.url.appending(path: "ask.eduscript").path()
    try "param name  \"whom\"\nconfirm \"Greet \\($name)?\"\nprint \"hello \\($name)\"\n"
      .write(toFile: script, atomically: true, encoding: .utf8)
    let terminal = try PseudoTerminal(
      BuiltProgram.edush, arguments: ["run", script], environment: ["EDUSH_HOME": folder.url.path()])
    #expect(terminal.wait(for: "name (whom):"), "\(terminal.rows)")
    terminal.send("Ada", .enter)
    #expect(terminal.wait(for: "Greet Ada? [y/N]"), "\(terminal.rows)")
    terminal.send("y", .enter)
    #expect(terminal.wait { $0.contains("hello Ada") }, "\(terminal.rows)")
    #expect(terminal.exitStatus() == .exited(0))
    let forbidden = try PseudoTerminal(
      BuiltProgram.edush, arguments: ["--sandbox", "-c", "coderpad.pads.delete(\"DM32JWG2\")"],
      environment: ["EDUSH_HOME": folder.url.path()])
    #expect(forbidden.exitStatus() == .exited(8), "\(forbidden.rows)")
  }

  @Test("An irreversible call is sent only when its id is typed")
  func confirmsDestructiveCalls() throws {
    let terminal = try open()
    terminal.send("coderpad.pads.delete(\"DM32JWG2\")", .enter)
    #expect(terminal.wait(for: "type DM32JWG2:"), "\(terminal.rows)")
    terminal.send("no", .enter)
    #expect(terminal.wait(for: "was not confirmed"), "\(terminal.rows)")
    #expect(isReady(terminal))
    terminal.send("coderpad.pads.delete(\"DM32JWG2\")", .enter)
    #expect(terminal.wait { $0.count { $0.contains("type DM32JWG2:") } == 2 }, "\(terminal.rows)")
    terminal.send("DM32JWG2", .enter)
    #expect(terminal.wait { $0.contains("null") }, "\(terminal.rows)")
  }

  @Test("A recorded session replays against a fresh sandbox")
  func replays() throws {
    let terminal = try open()
    let script = folder.url.appending(path: "session.eduscript").path()
    terminal.send(Keys("record \(script)"), .enter)
    terminal.send("use coderpad", .enter)
    terminal.send("let pad = pads.create(title: \"Recorded\")", .enter)
    terminal.send("pads.get($pad.id).title", .enter)
    #expect(terminal.wait { $0.contains("\"Recorded\"") }, "\(terminal.rows)")
    terminal.send("record stop", .enter)
    #expect(terminal.wait(for: "recorded to"))
    #expect(isReady(terminal))
    terminal.send(.control("d"))
    #expect(terminal.exitStatus() == .exited(0))
    let replayed = try runShell("edush --sandbox run \(script)", in: folder.url)
    #expect(replayed.output == "\"Recorded\"\n", "\(replayed.error)")
  }

  @Test("Control characters in a response never reach the terminal unescaped")
  func escapesControlCharacters() throws {
    let terminal = try open()
    terminal.send("\"\\u001b[31mred\\u0007\"", .enter)
    #expect(terminal.wait { $0.contains { $0.contains("\"\\u001b[31mred\\u0007\"") } }, "\(terminal.rows)")
    terminal.send("print \"\\u001b[31mred\"", .enter)
    #expect(terminal.wait { $0.contains("\\u001b[31mred") }, "\(terminal.rows)")
    #expect(terminal.snapshot.bells == 0)
  }
}
