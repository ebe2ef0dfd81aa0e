import Foundation
import JSON
import PseudoTerminal
import Testing

/// Exchanges at the prompt: curl, HAR, values.
struct PromptExchangeTests {
  private let bench: PromptBench
  private let sandbox: SandboxProcess

  init() throws {
    bench = try PromptBench()
    sandbox = try SandboxProcess()
  }

  /// A prompt on the sandbox, wide enough that no line of a command wraps.
  private func open() throws -> PseudoTerminal {
    let home = bench.folder.url.path()
    let variables = [
      "HOME": home, "EDUSH_HOME": bench.home.path(), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "PAGER": "cat",
    ].merging(sandbox.variables) { $1 }
    let terminal = try PseudoTerminal(BuiltProgram.edush, environment: variables, rows: 60, columns: 300)
    try #require(bench.isReady(terminal), "\(terminal.rows)")
    return terminal
  }

  /// The lines that a command printed, between its echo and the next prompt.
  private func output(of command: String, at terminal: PseudoTerminal) -> [String] {
    terminal.send(Keys(command), .enter)
    func echo(_ rows: [String]) -> Int? { rows.lastIndex { $0.hasPrefix("edush") && $0.hasSuffix("> " + command) } }
    let hasRun = terminal.wait { rows in
      let last = rows.lastIndex { !$0.isEmpty } ?? 0
      return echo(rows).map { $0 < last } ?? false && rows[last].hasPrefix("edush") && rows[last].hasSuffix(">")
    }
    #expect(hasRun, "\(command): \(terminal.rows)")
    let rows = terminal.rows
    let start = echo(rows) ?? rows.endIndex - 1
    return rows[(start + 1)...].prefix { !$0.hasPrefix("edush") }.map(\.self)
  }

  @Test(
    "The curl command of an exchange runs unchanged",
    arguments: [
      "coderpad.pads.list | length", "codementor.sessions.list | length", "coursepath.members.list | length",
      "coursio.courses.list | length",
      "tutrex.lessons.create(title: \"it's \\\"$HOME\\\"\", startTime: now + 86400 | floor, duration: 90).title",
    ])
  func curlRuns(call: String) throws {
    let terminal = try open()
    bench.type(call, into: terminal)
    let command = output(of: "curl", at: terminal)
    #expect(command.contains { $0.contains("$EDUSH_") }, "\(command)")
    for (name, value) in sandbox.variables where !name.hasSuffix("_URL") && value.count > 7 {
      #expect(!command.joined().contains(value), "\(name)")
    }
    // The instructions in comments are followed too, where a token is computed for each request.
    let runnable = command.map { $0.hasPrefix("# ") && $0.contains(/=|\(\)/) ? String($0.dropFirst(2)) : $0 }
    let script = runnable.joined(separator: "\n") + " -sS -w '\\n%{http_code}'\n"
    try bench.folder.write(script, to: "pasted.sh")
    let result = try runShell("bash pasted.sh", in: bench.folder.url, environment: sandbox.variables)
    let lines = result.output.split(separator: "\n")
    #expect(lines.last?.hasPrefix("20") ?? false, "\(script)\n\(result.output)\(result.error)")
    if call.hasPrefix("tutrex") { #expect(result.output.contains("it's \\\"$HOME\\\""), "\(result.output)") }
  }

  @Test("Commands without an exchange use the latest one, and refuse unknown words")
  func latest() throws {
    let terminal = try open()
    for call in [
      "coderpad.pads.get(\"DM32JWG2\").id", "coderpad.pads.list | length", "coderpad.quota.get | keys | length",
    ] {
      bench.type(call, into: terminal)
    }
    #expect(output(of: "curl", at: terminal).last?.hasSuffix("/quota") ?? false)
    #expect(output(of: "curl @-1", at: terminal).last?.hasSuffix("/pads") ?? false)
    #expect(output(of: "@-2.response.body.id", at: terminal) == ["\"DM32JWG2\""])
    #expect(output(of: "exchanges | map(.id) | tojson", at: terminal) == ["\"[1,2,3]\""])
    #expect(
      output(of: "exchanges[1] | [.call, .provider, .profile, .status, .attempts, .request] | tojson", at: terminal)
        == [#""[\"coderpad.pads.list\",\"coderpad\",null,200,1,\"GET /coderpad/api/pads\"]""#])
    #expect(output(of: "curl @1 @2", at: terminal).joined().contains("unexpected `@2`"))
    #expect(output(of: "curl --all", at: terminal).joined().contains("`curl` has no option `--all`"))
    #expect(output(of: "exchanges coderpad", at: terminal).joined().contains("`coderpad` is not a number"))
    #expect(output(of: "curl @-3", at: terminal).joined().contains("there is no exchange @-3"))
  }

  @Test("A HAR reports its path, replaces no file, and its times add up") func archive() throws {
    let terminal = try open()
    bench.type("coderpad.pads.list | length", into: terminal)
    bench.type("coderpad.pads.get(\"nothing\")?", into: terminal)
    let path = bench.folder.url.appending(path: "notes.har").path()
    #expect(output(of: "har @1..@2 to \(path)", at: terminal).joined() == "wrote 2 exchanges to \(path)")
    #expect(output(of: "har @1 to \(path)", at: terminal).joined().contains("already exists"))
    let archive = try Value.parse(utf8: Array(Data(contentsOf: URL(filePath: path))))
    let entries = try #require(archive["log"]?["entries"]?.array)
    #expect(entries.count == 2)
    for entry in entries {
      let timings = try #require(entry["timings"]?.object).filter { $0.key != "ssl" }.compactMap { $0.value.double }
      let sum = timings.filter { $0 > 0 }.reduce(0, +)
      #expect(abs(sum - (entry["time"]?.double ?? 0)) < 0.01)
    }
    #expect(entries.map { $0["response"]?["statusText"] } == ["OK", "Not Found"])
    #expect(output(of: "har @1 to \(path) --force", at: terminal).joined() == "wrote 1 exchange to \(path)")
  }

  @Test("diff compares exchanges, variables, calls and expressions") func compares() throws {
    let terminal = try open()
    bench.type("coderpad.quota.get | length", into: terminal)
    bench.type("coderpad.quota.get | length", into: terminal)
    #expect(output(of: "diff", at: terminal) == ["@1 and @2", "they are equal"])
    bench.type("coderpad.pads.get(\"DM32JWG2\") | .id", into: terminal)
    #expect(output(of: "diff @3 @3", at: terminal).last?.contains("a secret could not be compared") ?? false)
    bench.type("let old = {title: \"a\", n: [1]}", into: terminal)
    #expect(
      output(of: "diff $old {title: \"b\", n: [1, 2]}", at: terminal) == ["~ .title: \"a\" → \"b\"", "+ .n[1]: 2"])
    #expect(
      output(of: "diff (coderpad.pads.get(\"DM32JWG2\") | {language}) {language: \"java\"}", at: terminal)
        == ["~ .language: \"ruby\" → \"java\""])
    #expect(
      output(of: "diff coderpad.pads.delete(\"X\") 1", at: terminal).joined().contains("only reads are sent from here"))
    #expect(output(of: "diff 1 2 3", at: terminal).joined().contains("accepts two values"))
  }

  @Test("trace shows the time of each phase, for each try") func traces() throws {
    let terminal = try open()
    bench.type("coderpad.pads.list | length", into: terminal)
    let lines = output(of: "trace", at: terminal)
    #expect(lines.first?.contains("@1 coderpad.pads.list · 200 OK · ") ?? false, "\(lines)")
    #expect(lines.contains { $0.contains("wait") && $0.contains(" ms ") && $0.contains("█") }, "\(lines)")
  }

  @Test("trace fits the terminal", arguments: [28, 60, 72]) func tracesFit(columns: Int) throws {
    let terminal = try open()
    bench.type("coderpad.quota.get | length", into: terminal)
    terminal.resize(rows: 24, columns: columns)
    terminal.send("trace", .enter)
    #expect(
      terminal.wait { $0.text.last == "edush>" && $0.text.contains { $0.hasPrefix("  wait ") } }, "\(terminal.rows)")
    let lines = terminal.rows.drop { !$0.contains("@1 coderpad") }.dropLast()
    let bars = lines.filter { $0.contains("█") || $0.contains("▏") }
    #expect(lines.dropFirst(columns < 40 ? 2 : 1).allSatisfy { $0.contains(/^  [a-zA-Z]+ +[0-9.]+ ms/) }, "\(lines)")
    #expect(columns < 40 ? bars.isEmpty : !bars.isEmpty, "\(lines)")
  }

  @Test(
    "Shared exchanges contain no credential and no person, and explain how to send them",
    arguments: ["ticket.md", "ticket.html"])
  func shares(name: String) throws {
    let terminal = try open()
    bench.type("coursepath.members.list(email: \"emma.jansen2@example.com\") | length", into: terminal)
    bench.type("coderpad.pads.list | length", into: terminal)
    bench.type("coderpad.pads.get(\"nothing\")?", into: terminal)
    let path = bench.folder.url.appending(path: name).path()
    #expect(output(of: "share @1..@3 to \(path)", at: terminal) == ["wrote 3 exchanges to \(path)"])
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(!text.lowercased().contains("jansen") && text.contains("person-1@example.com") && text.contains("Person 1"))
    for (variable, value) in sandbox.variables where !variable.hasSuffix("_URL") && value.count > 7 {
      #expect(!text.contains(value), "\(variable)")
    }
    #expect(text.contains("$EDUSH_CODERPAD_API_KEY") && text.contains("404 Not Found") && text.contains("… 48 more"))
    let around = text.replacing(/http:\/\/127\.0\.0\.1:\d+/, with: "")
    #expect(!name.hasSuffix("html") || !around.contains(/(src|href)=/))
    #expect(output(of: "share @1 to \(path)", at: terminal).joined().contains("already exists"))
    #expect(output(of: "share @1 to \(path) --keep-names --force", at: terminal) == ["wrote 1 exchange to \(path)"])
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("Emma Jansen"))
    let archive = bench.folder.url.appending(path: "masked.har").path()
    bench.type("har @1..@3 to \(archive) --mask", into: terminal)
    let masked = try String(contentsOfFile: archive, encoding: .utf8)
    #expect(!masked.lowercased().contains("jansen") && masked.contains("person-1@example.com"))
  }

  @Test("The rounds of a watch are one row of the table, and all of them are in the value") func foldsWatches() throws {
    let terminal = try open()
    terminal.send("watch 0.05 coderpad.quota.get.unlimited", .enter)
    #expect(terminal.wait { $0.contains { $0.contains(#/round ([3-9]|\d\d+) /#) } }, "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    bench.type("coderpad.pads.list | length", into: terminal)
    let rows = output(of: "exchanges", at: terminal)
    #expect(rows.count { $0.contains("coderpad.quota.get") } == 1, "\(rows)")
    #expect(rows.contains { $0.contains(/@1\.\.@\d+ .*coderpad\.quota\.get\.unlimited ×\d+/) }, "\(rows)")
    #expect(output(of: "exchanges | length > 3", at: terminal) == ["true"])
  }

  @Test("replay sends a request to another profile, under that profile's policy") func replaysElsewhere() throws {
    let terminal = try open()
    bench.type("coderpad.pads.get(\"DM32JWG2\") | .id", into: terminal)
    bench.type("replay --profile nobody", into: terminal)
    #expect(terminal.rows.joined().contains("not logged in to coderpad@nobody"), "\(terminal.rows)")
    bench.type("let two = 2", into: terminal)
    #expect(
      output(of: "replay @1 --profile a/b", at: terminal).joined().contains("--profile needs the name of a profile"))
    #expect(output(of: "replay @1 @2 --profile x", at: terminal).joined().contains("unexpected `@2`"))
    #expect(output(of: "replay @1 --profile default", at: terminal).joined().contains("Ruby Test"))
  }
}
