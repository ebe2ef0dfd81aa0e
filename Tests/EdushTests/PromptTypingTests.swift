import Foundation
import PseudoTerminal
import Testing

/// The prompt's line: history, suggestions, the editor, help at the cursor, vi keys.
@Suite(.serialized)
struct PromptTypingTests {
  let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  /// Runs a line and waits for the next prompt.
  private func run(_ line: String, in terminal: PseudoTerminal, prompt: String = "edush>") {
    let before = terminal.rows.count { $0 == "\(prompt) \(line)" }
    terminal.send(Keys(line), .enter)
    let isDone = terminal.wait { rows in
      rows.count { $0 == "\(prompt) \(line)" } > before && (rows.last { !$0.isEmpty }?.hasSuffix(">") ?? false)
    }
    #expect(isDone, "\(line): \(terminal.rows)")
  }

  /// Whether this soon becomes the row with the cursor.
  private func shows(_ row: String, _ terminal: PseudoTerminal) -> Bool {
    terminal.wait { $0.text.last { !$0.isEmpty } == row }
  }

  private func leave(_ terminal: PseudoTerminal) {
    terminal.send(.control("C"))
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    terminal.send(.control("D"))
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
  }

  @Test("Lines from the sandbox are not recalled outside it, and vice versa")
  func separatesWorlds() throws {
    let sandbox = try bench.open()
    run("\"here\" | length", in: sandbox)
    leave(sandbox)
    let live = try bench.open([])
    live.send("\"h")
    #expect(shows("edush> \"h", live), "\(live.rows)")
    live.send(.up)
    live.send("!", .control("R"), "here")
    #expect(live.wait(for: "no match"), "\(live.rows)")
    live.send(.control("G"))
    #expect(shows("edush> \"h!", live), "\(live.rows)")
    live.send(.control("U"))
    run("\"hosts\" | length", in: live)
    live.send("\"h")
    #expect(shows("edush> \"hosts\" | length", live), "\(live.rows)")
    leave(live)
    let again = try bench.open()
    again.send(.up)
    #expect(shows("edush> \"here\" | length", again), "\(again.rows)")
    again.send(.up, .control("U"), "\"ho")
    #expect(shows("edush> \"ho", again), "\(again.rows)")
  }

  @Test("The history records a line's provider, profile, status and duration")
  func keepsOutcomes() throws {
    let terminal = try bench.open()
    run("coderpad.quota.get | length", in: terminal)
    run("use coderpad@old", in: terminal, prompt: "edush>")
    run("error(\"x\")", in: terminal, prompt: "edush coderpad@old>")
    run("history --details", in: terminal, prompt: "edush coderpad@old>")
    terminal.send("history --", .tab)
    #expect(shows("edush coderpad@old> history --details", terminal), "\(terminal.rows)")
    let rows = terminal.rows
    #expect(rows.contains { $0.contains("coderpad ") && $0.contains("  0  ") && $0.contains("quota.get") }, "\(rows)")
    #expect(rows.contains { $0.contains("coderpad@old") && $0.contains("  1  ") && $0.contains("error") }, "\(rows)")
    let file = try String(contentsOf: bench.home.appending(path: "history"), encoding: .utf8)
    #expect(file.contains(#""world":"sandbox","provider":"coderpad","profile":"old","text":"error(\"x\")""#), "\(file)")
    #expect(file.contains(#""status":1,"ms":"#) && file.contains(#""provider":"coderpad"}"#), "\(file)")
  }

  @Test("Suggestions are lines that succeeded, and mean the same here")
  func suggests() throws {
    let terminal = try bench.open()
    run("[1, 2] | length", in: terminal)
    run("[coderpad.quota.get] | length", in: terminal)
    terminal.send("[")
    #expect(shows("edush> [coderpad.quota.get] | length", terminal), "\(terminal.rows)")
    terminal.send(.control("U"))
    run("use coderpad", in: terminal)
    run("quota.get | length", in: terminal, prompt: "edush coderpad>")
    run("\"sum\" | length", in: terminal, prompt: "edush coderpad>")
    run("\"sum\" | error", in: terminal, prompt: "edush coderpad>")
    terminal.send("\"s")
    #expect(shows("edush coderpad> \"sum\" | length", terminal), "\(terminal.rows)")
    terminal.send(.control("U"), "qu")
    #expect(shows("edush coderpad> quota.get | length", terminal), "\(terminal.rows)")
    terminal.send(.control("U"))
    run("use coursepath", in: terminal, prompt: "edush coderpad>")
    terminal.send("\"s")
    #expect(shows("edush coursepath> \"sum\" | length", terminal), "\(terminal.rows)")
    terminal.send(.control("U"), "qu")
    #expect(shows("edush coursepath> qu", terminal), "\(terminal.rows)")
  }

  @Test("Ctrl-X Ctrl-E opens the line in VISUAL, in a private file that is removed; the saved line waits for Enter")
  func editsTheLine() throws {
    let script = bench.folder.url.appending(path: "editor").path()
    try "#!/bin/sh\nstat -c %a \"$1\" >\"$HOME/mode\"; sed -i 's/1/20/; $a \\| . + 2' \"$1\"\n".write(
      toFile: script, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script)
    let terminal = try bench.open(
      environment: ["VISUAL": script, "EDITOR": "false", "TMPDIR": bench.folder.url.path()])
    terminal.send("1 + 20")
    #expect(shows("edush> 1 + 20", terminal), "\(terminal.rows)")
    terminal.send(.control("X"), .control("E"))
    #expect(shows("  ...> | . + 2", terminal), "\(terminal.rows)")
    #expect(!terminal.rows.contains("42"))
    terminal.send(.enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
    let mode = try String(contentsOf: bench.folder.url.appending(path: "mode"), encoding: .utf8)
    #expect(mode == "600\n")
    let files = try FileManager.default.contentsOfDirectory(atPath: bench.folder.url.path())
    #expect(!files.contains { $0.hasSuffix(".eduscript") }, "\(files)")
  }

  @Test(
    "A failing editor leaves the line unchanged, and the advice matches the problem",
    arguments: [
      (["EDITOR": "false"], "`false`, the editor of EDITOR, ended with status 1; what it saved is not used", "false"),
      (
        ["VISUAL": "no-such-vi", "EDITOR": "true"], "`no-such-vi`, the editor of VISUAL, is not installed",
        "set VISUAL to"
      ),
      (["PATH": "/nowhere"], "`vi` is not installed", "set EDITOR to an installed editor"),
    ])
  func keepsTheLine(environment: [String: String], message: String, advice: String) throws {
    let terminal = try bench.open(environment: environment)
    terminal.send("1 + 1")
    #expect(shows("edush> 1 + 1", terminal), "\(terminal.rows)")
    terminal.send(.control("X"), .control("E"))
    #expect(terminal.wait { $0.contains { $0.contains(message) } && $0.joined().contains(advice) }, "\(terminal.rows)")
    #expect(shows("edush> 1 + 1", terminal), "\(terminal.rows)")
  }

  @Test("Ctrl-C in the editor goes only to the editor")
  func lendsTheTerminal() throws {
    let terminal = try bench.open(environment: [
      "EDITOR": "sh -c 'trap \"echo caught\" INT; echo opened; read x || read x; exit 1' sh"
    ])
    terminal.send("1 + 1")
    #expect(shows("edush> 1 + 1", terminal), "\(terminal.rows)")
    terminal.send(.control("X"), .control("E"))
    #expect(terminal.wait { $0.contains("opened") }, "\(terminal.rows)")
    terminal.send(.control("C"))
    #expect(terminal.wait(for: "caught"), "\(terminal.rows)")
    terminal.send(.enter)
    #expect(shows("edush> 1 + 1", terminal), "\(terminal.rows)")
    terminal.send(.enter)
    #expect(terminal.wait { $0.contains("2") }, "\(terminal.rows)")
  }

  @Test("`edit FILE` opens the file and runs nothing")
  func editsFiles() throws {
    let file = bench.folder.url.appending(path: "notes.md").path()
    let terminal = try bench.open(environment: ["EDITOR": "cp /proc/version"])
    run("edit \(file)", in: terminal)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("Linux"))
    #expect(!terminal.rows.joined().contains("error"), "\(terminal.rows)")
  }

  @Test("F1 shows help for the name at the cursor or the call around it, and keeps the line")
  func helps() throws {
    let terminal = try bench.open()
    terminal.send("map(.title)", .home)
    #expect(shows("edush> map(.title)", terminal), "\(terminal.rows)")
    terminal.send("\u{1B}OP")
    #expect(terminal.wait { $0.contains { $0.hasPrefix("map/1  (") } }, "\(terminal.rows)")
    #expect(shows("edush> map(.title)", terminal), "\(terminal.rows)")
    terminal.send(.control("U"), .control("K"), "coderpad.pads.get(\"X\"", "\u{1B}OP")
    #expect(terminal.wait { $0.contains("coderpad.pads.get(id)") }, "\(terminal.rows)")
    // Its signature is below it.
    #expect(terminal.wait { $0.suffix(2).first == "edush> coderpad.pads.get(\"X\"" }, "\(terminal.rows)")
  }

  @Test(
    "F1 reports when there is no help, with the nearest name",
    arguments: [
      ("mapp", "there is no help on `mapp`; did you mean `map`?"),
      ("pads", "there is no help on `pads`; did you mean `coderpad.pads`?"),
      ("zzzzz", "there is no help on `zzzzz`; `help` lists the topics"), ("1 + 2", "no name at the cursor"),
    ])
  func helpsWithoutHelp(line: String, message: String) throws {
    let terminal = try bench.open()
    terminal.send(Keys(line), "\u{1B}OP")
    #expect(terminal.wait(for: message), "\(terminal.rows)")
    #expect(shows("edush> \(line)", terminal), "\(terminal.rows)")
  }

  @Test("F1 on a function of the session shows its definition, and Tab completes one from the same line")
  func knowsFunctions() throws {
    let terminal = try bench.open()
    bench.type("def shouted: ascii_upcase;", into: terminal)
    terminal.send("shouted", "\u{1B}OP")
    #expect(terminal.wait { $0.contains("def shouted: ascii_upcase;") }, "\(terminal.rows)")
    terminal.send(.control("U"), "def whispered($a): $a; whisp", .tab)
    #expect(terminal.wait { $0.contains("edush> def whispered($a): $a; whispered(") }, "\(terminal.rows)")
  }

  @Test("A block is indented as by `edush fmt`")
  func indents() throws {
    let terminal = try bench.open()
    for (keys, row) in [
      ("for x in 20 {", "edush> for x in 20 {"), ("\r", "  ...>"), ("print $x + 22", "  ...>   print $x + 22"),
      ("\r", "  ...>"), ("}", "  ...> }"),
    ] {
      terminal.send(keys)
      #expect(shows(row, terminal), "\(terminal.rows)")
    }
    terminal.send(.enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
  }

  @Test("A line inside a string is not indented, since spaces would become part of it")
  func leavesStringsAlone() throws {
    let terminal = try bench.open()
    terminal.send("let t = \"a {", .enter)
    #expect(shows("  ...>", terminal), "\(terminal.rows)")
    terminal.send("b\"", .enter)
    #expect(shows("edush>", terminal), "\(terminal.rows)")
    terminal.send("$t \\j", .enter)
    #expect(terminal.wait { $0.contains("\"a {\\nb\"") }, "\(terminal.rows)")
  }

  @Test("vi: Ctrl-C discards the line even while a command is incomplete", arguments: ["d", "3", "f", "r", "ci", "g"])
  func viInterrupts(keys: String) throws {
    try "bind -v\n".write(to: bench.folder.url.appending(path: ".editrc"), atomically: true, encoding: .utf8)
    let terminal = try bench.open()
    terminal.send("keep this", .escape)
    #expect(shows("[N] edush> keep this", terminal), "\(terminal.rows)")
    terminal.send(Keys(keys), .control("c"))
    #expect(shows("edush>", terminal), "\(terminal.rows)")
    terminal.send("40 + 2", .enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
  }

  @Test("vi mode has text objects and a mark, and a search puts the found line on the prompt")
  func knowsVi() throws {
    try "bind -v\n".write(to: bench.folder.url.appending(path: ".editrc"), atomically: true, encoding: .utf8)
    let terminal = try bench.open()
    run("\"range\" | length", in: terminal)
    terminal.send(.escape)
    #expect(shows("[N] edush>", terminal), "\(terminal.rows)")
    terminal.send("/ran", .enter)
    #expect(shows("[N] edush> \"range\" | length", terminal), "\(terminal.rows)")
    #expect(terminal.rows.count { $0 == "5" } == 1, "\(terminal.rows)")
    terminal.send("0ci\"", "strange")
    #expect(shows("edush> \"strange\" | length", terminal), "\(terminal.rows)")
    terminal.send(.escape, .enter)
    #expect(terminal.wait { $0.contains("7") }, "\(terminal.rows)")
  }

  @Test("A command that would change only its own shell says so; a reader that exits early is silent")
  func advisesOnShells() throws {
    let terminal = try bench.open()
    run("!cd /", in: terminal)
    #expect(terminal.rows.contains { $0.hasPrefix("`cd` has no effect here") }, "\(terminal.rows)")
    run("1 | !sh -c 'kill -INT $$'", in: terminal)
    run("!sh -c 'exit 3'", in: terminal)
    #expect(terminal.rows.filter { $0.hasPrefix("the command ended") } == ["the command ended with status 3"])
  }
}
