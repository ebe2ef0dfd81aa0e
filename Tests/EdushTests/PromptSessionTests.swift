import Foundation
import PseudoTerminal
import Testing

/// History, results, confirmations, scripts from exchanges, and completion from the session.
@Suite(.serialized)
struct PromptSessionTests {
  let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  @Test("A new user also has a history")
  func remembersInANewFolder() throws {
    let home = bench.folder.url.appending(path: "none/yet").path()
    let first = try bench.open([], environment: ["EDUSH_HOME": home])
    first.send("1 + 41", .enter)
    #expect(first.wait { $0.contains("42") })
    #expect(bench.isReady(first))
    first.send(.control("d"))
    #expect(first.exitStatus() == .exited(0))
    let second = try bench.open([], environment: ["EDUSH_HOME": home])
    second.send(.up)
    #expect(second.wait { $0.contains { $0.hasSuffix("> 1 + 41") } }, "\(second.rows)")
  }

  @Test("A recalled login has no secret, and asks for it")
  func repeatsLogins() throws {
    let sandbox = try SandboxProcess()
    let terminal = try bench.open(
      [], environment: sandbox.variables.filter { $0.key.hasSuffix("_URL") })
    terminal.send("login tutrex api_key: \"secret-of-mine\"", .enter)
    #expect(terminal.wait(for: "logged in to tutrex"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("logout tutrex", .enter)
    #expect(terminal.wait { $0.contains("edush> logout tutrex") && $0.last == "edush>" }, "\(terminal.rows)")
    terminal.send("login", .up)
    #expect(terminal.wait { $0.contains("edush> login tutrex") }, "\(terminal.rows)")
    terminal.send(.enter)
    // Input before the question is discarded.
    #expect(terminal.wait { $0.contains { $0.hasPrefix("tutrex api_key (") } }, "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal))
    terminal.send("logn tutrex api_key: \"typed-with-a-slip\"", .enter)
    #expect(terminal.wait(for: "1 | logn tutrex"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    let history = try String(
      contentsOfFile: bench.home.appending(path: "history").path(), encoding: .utf8)
    #expect(
      history.contains("logn tutrex api_key: <redacted>") && !history.contains("typed-with"),
      "\(history)")
  }

  @Test("A confirmation shows the account, the target, the request and its effect")
  func confirmsWithArguments() throws {
    let terminal = try bench.open()
    terminal.send("let id = coderpad.pads.get(\"DM32JWG2\").id", .enter)
    terminal.send("let change = {ended: true}", .enter)
    terminal.send("coderpad.pads.update($id, $change)", .enter)
    #expect(terminal.wait(for: "type DM32JWG2:"), "\(terminal.rows)")
    let screen = terminal.rows.joined(separator: "\n")
    for text in [
      "call: coderpad.pads.update($id, $change)", "method: coderpad.pads.update",
      "account: coderpad, the default profile, at http://127.0.0.1", "with: ended: \"true\"",
      "target: pad DM32JWG2, \"Ruby Test",
      "This is destructive: it ends the interview, there is no re-open.",
    ] { #expect(screen.contains(text), "\(text)\n\(screen)") }
    terminal.send("no", .enter)
    #expect(bench.isReady(terminal))
  }

  @Test("A script of exchanges runs with the provider in use, and includes what its calls need")
  func scriptsExchanges() throws {
    let terminal = try bench.open()
    let script = bench.folder.url.appending(path: "part.eduscript").path()
    terminal.send("use coderpad", .enter)
    terminal.send("let title = \"Scripted\"", .enter)
    terminal.send("quota.get.unlimited", .enter)
    #expect(terminal.wait { $0.contains("false") }, "\(terminal.rows)")
    terminal.send("let pad = pads.create(title: $title)", .enter)
    terminal.send("pads.get(\"nosuch\")", .enter)
    #expect(terminal.wait(for: "error:"), "\(terminal.rows)")
    terminal.send("pads.get($pad.id).title", .enter)
    #expect(terminal.wait { $0.contains("\"Scripted\"") }, "\(terminal.rows)")
    terminal.send(Keys("script @3..@4 to \(script)"), .enter)
    #expect(terminal.wait { $0.contains { $0.contains("script @3..@4") } }, "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send(.control("d"))
    #expect(terminal.exitStatus() == .exited(0))
    let text = try String(contentsOfFile: script, encoding: .utf8)
    #expect(
      text.contains("use coderpad\n") && text.contains("# omitted: 1 line that failed\n")
        && !text.contains("quota"), "\(text)")
    let replayed = try runShell("edush --sandbox run \(script)", in: bench.folder.url)
    #expect(replayed.output == "\"Scripted\"\n", "\(replayed.error)")
  }

  @Test("The prompt warns when a rate limit leaves few requests")
  func tellsWhatIsLeft() throws {
    let terminal = try bench.open()
    terminal.send("use codementor", .enter)
    #expect(terminal.wait { $0.contains("edush codementor>") }, "\(terminal.rows)")
    terminal.send("[range(80) | sessions.list] | \"sent \\(length)\"", .enter)
    #expect(terminal.wait(timeout: 30) { $0.contains("\"sent 80\"") }, "\(terminal.rows)")
    #expect(terminal.wait { $0.last { !$0.isEmpty } == "edush codementor>" }, "\(terminal.rows)")
    terminal.send("sessions.list | \"one more\"", .enter)
    #expect(terminal.wait { $0.last { !$0.isEmpty } == "edush codementor 19 left>" }, "\(terminal.rows)")
    terminal.send("use coderpad", .enter)
    #expect(terminal.wait { $0.last { !$0.isEmpty } == "edush coderpad>" }, "\(terminal.rows)")
  }

  @Test("Tab completes ids from responses, with their names")
  func completesIDs() throws {
    let terminal = try bench.open()
    terminal.send("coderpad.pads.list | .[0].id", .enter)
    #expect(terminal.wait { $0.contains("\"YXFB7NUB\"") }, "\(terminal.rows)")
    terminal.send("coderpad.pads.get(\"YXF", .tab)
    #expect(terminal.wait { $0.contains { $0.contains("edush> coderpad.pads.get(\"YXFB7NUB\"") } }, "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal))
    terminal.send("coderpad.pads.get(\"Y", .tab)
    #expect(terminal.wait(for: "Python interview with Uma"), "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal))
    terminal.send("coderpad@old.quota.get | .unlimited", .enter)
    #expect(terminal.wait { $0.contains("false") || $0.contains("true") }, "\(terminal.rows)")
    terminal.send("coderpad@o", .tab)
    #expect(terminal.wait { $0.contains { $0.contains("edush> coderpad@old") } }, "\(terminal.rows)")
  }

  static let completions: [(typed: String, becomes: String)] = [
    ("@last.resp", "edush> @last.response"), ("@1.request.meth", "edush> @1.request.method"),
    ("explain codem", "edush> explain codementor."),
    ("watch 2 codem", "edush> watch 2 codementor."),
    ("describe coderpad.pad_", "edush> describe coderpad.pad_environments"),
    ("describe coderpad.pads.upd", "edush> describe coderpad.pads.update"),
    ("use tutrex@", "edush> use tutrex@mine"),
    ("login coursepath ema", "edush> login coursepath email:"),
    ("set o", "edush> set output"), ("set tim", "edush> set timezone"),
    ("set timezone Europe/Amst", "edush> set timezone Europe/Amsterdam"), ("set output tab", "edush> set output table"),
    ("run mi", "edush> run mine.eduscript"),
    ("read_csv(\"ro", "edush> read_csv(\"rows.csv"), ("import \"mi", "edush> import \"mine"),
    ("save . to \"ro", "edush> save . to \"rows.csv"), ("record ro", "edush> record rows.csv"),
  ]

  @Test("Tab completes exchanges, command words, profiles, credentials, settings and files")
  func completes() throws {
    for name in ["mine.eduscript", "rows.csv"] {
      try "".write(to: bench.folder.url.appending(path: name), atomically: true, encoding: .utf8)
    }
    let terminal = try bench.open(folder: bench.folder.url.path())
    terminal.send("login tutrex@mine api_key: \"a-key-of-mine\"", .enter)
    #expect(terminal.wait(for: "logged in to tutrex@mine"), "\(terminal.rows)")
    terminal.send("coderpad.quota.get.unlimited", .enter)
    #expect(terminal.wait { $0.contains("false") }, "\(terminal.rows)")
    for (typed, becomes) in Self.completions {
      #expect(bench.isReady(terminal))
      terminal.send(Keys(typed), .tab)
      #expect(terminal.wait { $0.contains { $0.hasPrefix(becomes) } }, "\(typed)\n\(terminal.rows)")
      terminal.send(.control("c"))
    }
  }

  @Test("An interrupted write is named, and may have been carried out")
  func interruptsWrites() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "coderpad:hang"])
    let terminal = try bench.open([], environment: sandbox.variables)
    terminal.send("coderpad.pads.create(title: \"x\")", .enter)
    #expect(terminal.wait(for: "Ctrl-C stops"), "\(terminal.rows)")
    terminal.send(.control("c"))
    let expected = "@1 coderpad.pads.create was interrupted; it may have been carried out"
    #expect(terminal.wait(for: expected), "\(terminal.rows)")
  }

  @Test("`edit` puts the saved text on the prompt, does not run it, and leaves no file")
  func edits() throws {
    let terminal = try bench.open(
      [], environment: ["EDITOR": "sed -i s/40/41/", "TMPDIR": bench.folder.url.path()])
    terminal.send("40 + 2", .enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
    terminal.send("edit", .enter)
    #expect(terminal.wait { $0.last { !$0.isEmpty } == "edush> 41 + 2" }, "\(terminal.rows)")
    #expect(!terminal.rows.contains("43"))
    let files = try FileManager.default.contentsOfDirectory(atPath: bench.folder.url.path())
    #expect(!files.contains { $0.hasSuffix(".eduscript") }, "\(files)")
    terminal.send(.enter)
    #expect(terminal.wait { $0.contains("43") }, "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send(.up)
    #expect(terminal.wait { $0.last { !$0.isEmpty } == "edush> 41 + 2" }, "\(terminal.rows)")
  }

  @Test("`exit` leaves the prompt, like `quit`", arguments: ["exit", "quit"]) func leaves(word: String) throws {
    let terminal = try bench.open()
    terminal.send(Keys(word), .enter)
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
  }

  @Test(
    "`explain` shows the request that would be sent, and the policy's decision",
    arguments: [
      ("tutrex.lessons.create(title: \"L\", startTime: (now + 86400 | floor), duration: 90)", "\"startTime\":", true),
      ("coderpad.pads.create(title: uuid)", "title=", true),
      ("coderpad.pads.update(\"DM32JWG2\", title: \"T\")", "before it   GET http", true),
      ("coderpad.pads.list | map(.id)", "The rest of the line depends on the response.", false),
      ("coderpad.pads.get(coderpad.pads.list[0].id)", "The rest of the line depends on the response.", false),
      ("[each(codementor.sessions.list)] | length", "limit       100 requests in 3600 s, 100 left", false),
      ("each(codementor.sessions.list)", "pages       further pages", true),
      ("coderpad.pads.delete(\"X\")", "policy      asks first", true),
      ("try coderpad.pads.get(\"X\") catch 1", "credential  from EDUSH_CODERPAD_API_KEY", false),
      ("coderpad@old.pads.list", "from EDUSH_CODERPAD_OLD_API_KEY", true),
      ("coderpad.pads.create(title: \"Dear \\(null)\")", "has a null in its text", true),
    ])
  func explainsNow(call: String, words: String, isAlone: Bool) throws {
    let terminal = try bench.open()
    bench.type("explain " + call, into: terminal)
    #expect(terminal.rows.contains { $0.contains(words) }, "\(terminal.rows)")
    #expect(!terminal.rows.joined().contains("\"startTime\":86400"))
    #expect(!terminal.rows.joined().contains("00000000-0000"))
    #expect(terminal.rows.contains("The rest of the line depends on the response.") != isAlone, "\(terminal.rows)")
    bench.type("exchanges | length", into: terminal)
    #expect(terminal.rows.contains("0"), "\(terminal.rows)")
  }

  @Test("`explain` shows the path of a call")
  func explains() throws {
    let terminal = try bench.open()
    terminal.send("explain coursepath.members.invite(1, mail: {subject: \"Hi\"})", .enter)
    #expect(
      terminal.wait(for: "content-type: application/x-www-form-urlencoded"), "\(terminal.rows)")
    #expect(terminal.rows.contains { $0.hasSuffix(": <redacted>") }, "\(terminal.rows)")
  }

  @Test("Ctrl-C at the last question of a login cancels the login") func cancelsLogin() throws {
    let terminal = try bench.open([])
    terminal.send("login tutrex", .enter)
    #expect(terminal.wait(for: "api_key"), "\(terminal.rows)")
    terminal.send("a-typed-secret", .enter)
    #expect(terminal.wait { $0.joined().contains("Keep it?") }, "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    #expect(!terminal.rows.joined().contains("logged in to tutrex"), "\(terminal.rows)")
    terminal.send("tutrex.lessons.list", .enter)
    #expect(terminal.wait(for: "not logged in to tutrex"), "\(terminal.rows)")
  }

  @Test("login offers the keyring if there is one")
  func offersKeyring() throws {
    let tools = bench.folder.url.appending(path: "bin")
    try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
    let tool = tools.appending(path: "secret-tool").path()
    try "#!/bin/sh\ncase $1 in store) cat >\"$0.entry\";; lookup) cat \"$0.entry\";; esac\n"
      .write(toFile: tool, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: tool)
    let terminal = try bench.open([], environment: ["PATH": "\(tools.path()):/usr/bin:/bin"])
    terminal.send("login tutrex", .enter)
    #expect(terminal.wait(for: "api_key"), "\(terminal.rows)")
    terminal.send("a-typed-secret", .enter)
    #expect(terminal.wait { $0.joined().contains("k: in the keyring [y/N]") }, "\(terminal.rows)")
    terminal.send("k", .enter)
    #expect(terminal.wait(for: "kept in the keyring"), "\(terminal.rows)")
    #expect(try String(contentsOfFile: tool + ".entry", encoding: .utf8) == "a-typed-secret")
    let credentials = bench.home.appending(path: "credentials").path()
    #expect(!FileManager.default.fileExists(atPath: credentials))
  }
}
