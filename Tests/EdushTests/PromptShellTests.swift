import Foundation
import PseudoTerminal
import Testing

/// Features shared with other shells: their commands and their habits.
struct PromptShellTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  @Test(
    "A `!` runs a shell command, alone or on a result",
    arguments: [
      ("!printf 'a%sc\\n' b", "abc"), ("[range(3)] | !tr 0-2 x-z", "[x,y,z]"),
      ("coderpad.pads.list | .[:3][] | .id | !wc -l", "3"), ("\"a | !b\" | !tr a-z A-Z", "\"A | !B\""),
      ("!exit 3", "the command ended with status 3"), ("!", "`!` needs a command"),
    ])
  func runsCommands(line: String, words: String) throws {
    let terminal = try bench.open()
    terminal.send(Keys(line), .enter)
    #expect(
      terminal.wait {
        $0.contains { $0.trimmingCharacters(in: .whitespaces).hasSuffix(words) }
          || $0.contains { $0.contains(words) && !$0.contains("edush>") }
      }, "\(terminal.rows)")
    #expect(bench.isReady(terminal), "\(terminal.rows)")
  }

  @Test("A shell command gets no credential, and is not run if its input fails") func keepsCredentials() throws {
    let terminal = try bench.open([], environment: ["EDUSH_CODERPAD_API_KEY": "planted-secret"])
    bench.type("login tutrex api_key: \"another-secret\"", into: terminal)
    bench.type("!env | grep -c secret", into: terminal)
    #expect(terminal.rows.contains("0"), "\(terminal.rows)")
    bench.type("error(\"no\") | !echo given", into: terminal)
    #expect(!terminal.rows.contains("given"), "\(terminal.rows)")
  }

  @Test(
    "Commands of other programs get working advice",
    arguments: [
      ("ls", "`!ls` runs"), ("pwd", "`!pwd` runs"), ("cat notes.md", "`!cat notes.md` runs"), ("clear", "Ctrl-L"),
      ("GET /api/pads", "`coderpad.request(\"GET\", \"/api/pads\")`"), ("doctor", "`!edush doctor`"),
      ("cd /tmp", "`!pwd`"),
      ("bye", "did you mean `quit`?"), ("exit now", "`exit` alone leaves, `stop 3` leaves with a status"),
      ("pads", "did you mean `coderpad.pads.list`?"),
      ("request(\"GET\", \"/x\")", "coderpad.request(…)"),
      ("coderpad.pads.list | head", "`coderpad.pads.list | !head` pipes"), ("[1, 2] | less", "`[1, 2] | !less` pipes"),
      ("[1] | grep x | wc -l", "`[1] | !grep x | wc -l` pipes"), ("[1] | jq '.[0]'", "`[1] | !jq '.[0]'` pipes"),
      ("[1, 2] > out.json", "`save [1, 2] to \"out.json\"` writes"), ("[1] > out", "`save [1] to \"out.json\"` writes"),
      ("[{n: 1}] | table", "`[{n: 1}] \\t` shows it so"), ("[1, 2] | chart", "`set output chart` shows results so"),
      ("[1] >> log.csv", "`append [1] to \"log.csv\"` writes"), ("[1] > \"a.json\"", "`save [1] to \"a.json\"` writes"),
      ("let x = [1] | head", "only an expression has a result"), ("print 1 > x.txt", "only an expression has a result"),
      ("history 3 | !wc -l", "`history 3` has no result to pipe"),
      ("print 1 | !cat", "`print 1` has no result to pipe"),
    ])
  func advises(line: String, advice: String) throws {
    let terminal = try bench.open()
    if line.hasPrefix("GET") || line.hasPrefix("request") { bench.type("use coderpad", into: terminal) }
    terminal.send(Keys(line), .enter)
    #expect(terminal.wait(for: advice), "\(terminal.rows)")
  }

  @Test("Tab in a shell command completes files, and a quote alone completes all ids") func completesFiles() throws {
    try bench.folder.write("", to: "notes.md")
    let terminal = try bench.open()
    terminal.send(Keys("!cat \(bench.folder.url.path())/no"), .tab)
    #expect(terminal.wait(for: "notes.md"), "\(terminal.rows)")
    terminal.send(.control("u"), .control("l"))
    bench.type("coderpad.questions.list | length", into: terminal)
    terminal.send("coderpad.questions.get(\"", .tab)
    #expect(
      terminal.wait { $0.contains { $0.contains("104") } && $0.contains { $0.contains("100") } }, "\(terminal.rows)")
  }

  @Test("Files saved by a line are reported") func tellsOfFiles() throws {
    let path = bench.folder.url.appending(path: "made.csv").path()
    let terminal = try bench.open()
    for (line, words) in [("save [{n: 1}] to \"\(path)\"", "wrote "), ("append {n: 2} to \"\(path)\"", "added to ")] {
      terminal.send(.control("l"), Keys(line), .enter)
      #expect(terminal.wait { $0.contains { $0.hasPrefix(words) } }, "\(terminal.rows)")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "n\n1\n2\n")
  }

  @Test("Notices wrap at word ends") func wrapsNotices() throws {
    let terminal = try bench.open()
    terminal.resize(rows: 24, columns: 60)
    terminal.send("login coderpad", .enter)
    #expect(terminal.wait { $0.contains("coderpad keeps using the credential from") }, "\(terminal.rows)")
  }

  @Test("A suffix whose result is empty says so") func tellsOfNothing() throws {
    let bench = try PromptBench()
    let terminal = try bench.open()
    bench.type("[] \\t", into: terminal)
    #expect(terminal.wait(for: "no rows"))
    bench.type("let a = [{x: 7341}] \\t", into: terminal)
    #expect(terminal.wait(for: "this line has no result to show"))
    bench.type("$a \\t", into: terminal)
    #expect(terminal.wait { $0.text.contains("7341") })
  }

  @Test("Names of functions remain functions, and `?` shows help") func staysLanguage() throws {
    let terminal = try bench.open()
    bench.type("[2, 1]", into: terminal)
    bench.type("sort | tojson", into: terminal)
    #expect(terminal.rows.contains("\"[1,2]\""), "\(terminal.rows)")
    bench.type("def head: .[1]; [1, 2] | head", into: terminal)
    #expect(terminal.rows.contains("2"), "\(terminal.rows)")
    bench.type("9 > length", into: terminal)
    #expect(terminal.rows.contains("true"), "\(terminal.rows)")
    bench.type("def ls: 42; ls", into: terminal)
    #expect(terminal.rows.contains("42"), "\(terminal.rows)")
    bench.type("?let", into: terminal)
    #expect(terminal.rows.contains { $0.hasPrefix("let ") }, "\(terminal.rows)")
  }

  @Test("Without an account the prompt explains how to get one, and stops once there is one") func greets() throws {
    let first = try bench.open([])
    #expect(first.rows.joined().contains("`login coderpad` logs in"), "\(first.rows)")
    let second = try bench.open([], environment: ["EDUSH_CODERPAD_API_KEY": "a-key-of-theirs"])
    #expect(!second.rows.joined().contains("logs in"), "\(second.rows)")
  }

  @Test("watch redraws its rounds in place, and leaves the last one") func watches() throws {
    let terminal = try bench.open()
    terminal.send("watch 0.2 [range(3)] | map({id: ., t: now})", .enter)
    #expect(
      terminal.wait { rows in rows.contains { $0.contains("round 4") && $0.contains("Ctrl-C ends") } },
      "\(terminal.rows)")
    #expect(terminal.rows.count { $0.contains("round") } == 1, "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    terminal.send("length", .enter)
    #expect(terminal.wait { $0.contains("3") }, "\(terminal.rows)")
  }

  @Test("watch ends when its condition holds, and sends no write") func watchesUntil() throws {
    let terminal = try bench.open()
    terminal.send("watch 0.1 coderpad.pads.list | length until . == 50", .enter)
    #expect(terminal.wait(for: "the condition is true after 1 round"), "\(terminal.rows)")
    terminal.send("watch 0.1 coderpad.pads.end(\"DM32JWG2\")", .enter)
    #expect(terminal.wait(for: "only reads are sent from here"), "\(terminal.rows)")
    #expect(bench.isReady(terminal), "\(terminal.rows)")
  }

  @Test("Help numbers its examples, and runs one by its number") func runsExamples() throws {
    let terminal = try bench.open()
    terminal.send("example 1", .enter)
    #expect(terminal.wait(for: "no examples were shown yet"), "\(terminal.rows)")
    terminal.send("describe coderpad.pads.get", .enter)
    #expect(terminal.wait(for: "  1  coderpad.pads.get(\"DM32JWG2\")"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("example 1", .enter)
    #expect(terminal.wait(for: "Ruby Test"), "\(terminal.rows)")
    terminal.send("help for", .enter)
    #expect(terminal.wait(for: "  1  for n in range(3) { print $n }"), "\(terminal.rows)")
    terminal.send("example 1", .enter)
    #expect(
      terminal.wait { rows in rows.contains("0") && rows.contains("1") && rows.contains("2") }, "\(terminal.rows)")
    terminal.send("example 9", .enter)
    #expect(terminal.wait(for: "there is no example 9"), "\(terminal.rows)")
  }

  @Test("An example that writes is put on the prompt of a live account, and help without examples forgets them")
  func putsWrites() throws {
    let sandbox = try SandboxProcess()
    let terminal = try bench.open([], environment: sandbox.variables)
    terminal.send("describe coursepath.members.update", .enter)
    #expect(terminal.wait(for: "  1  coursepath.members.update("), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("example 1", .enter)
    #expect(terminal.wait(for: "edush> coursepath.members.update(5, company: "), "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    bench.type("exchanges | length", into: terminal)
    #expect(terminal.rows.contains("0"), "\(terminal.rows)")
    bench.type("help quit", into: terminal)
    bench.type("example 1", into: terminal)
    #expect(terminal.wait(for: "no examples were shown yet"), "\(terminal.rows)")
  }

  @Test("watch goes on after a failed round") func watchesOn() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "coderpad.quota.get:500#9"])
    let terminal = try bench.open([], environment: sandbox.variables)
    terminal.send("watch 0.1 coderpad.quota.get.unlimited until . == false", .enter)
    #expect(terminal.wait(for: "the condition is true after "), "\(terminal.rows)")
  }
}
