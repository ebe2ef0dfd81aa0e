import Diagnostics
import Script
import Testing

@Suite("Static checks") struct CheckTests {
  private func findings(_ text: String, forbidden: String? = nil) -> [String] {
    Checker.check(SourceText(name: "s", text: text), environment: FakeWorld(forbidden: forbidden)).findings.map {
      finding in
      let position = finding.source.flatMap { source in finding.range.map { source.position(at: $0.lower) } }
      let place = position.map { "\($0.line):\($0.column)" } ?? "-"
      return "\(finding.severity == .warning ? "w " : "")\(finding.code) \(place)\(finding.hint.map { " " + $0 } ?? "")"
    }
  }

  @Test("find all errors at once, with the nearest names") func all() {
    let text = """
      use coderpd
      let pads = coderpad.pads.lst
      coderpad.pads.get(idd: "A")
      print $padz
      lenght
      for x in 1 { print $x + $y }
      save . to "a.xlsx"
      help me
      .[1 2]
      coderpad.questions.create(title: "x", language: "rubi")
      """
    let codes = findings(text).map { $0.split(separator: " ").first { $0 != "w" } ?? "" }
    for code in [
      "unknown-provider", "unknown-method", "unused-variable", "unknown-parameter", "unknown-format", "command-in-file",
      "syntax", "unknown-choice",
    ] {
      #expect(codes.contains { $0 == code }, "\(code) in \(codes)")
    }
    #expect(findings(text).contains { $0.contains("4:7") && $0.contains("pads") })
    #expect(findings(text).contains { $0.contains("5:1") && $0.contains("length") })
    #expect(findings(text).contains { $0.contains("6:25") })
  }

  @Test("take time proportional to the length of the script", .timeLimit(.minutes(2))) func longScript() {
    let functions = (1..<700).map { "def f\($0): f\($0 - 1) + 1;" }
    let variables = (1..<700).map { "let v\($0) = $v\($0 - 1) + f0" }
    let text = (["def f0: 0;"] + functions + ["let v0 = 0"] + variables + ["print $v699"]).joined(separator: "\n")
    #expect(findings(text) == [])
  }

  @Test("find errors in the arguments of functions that were already checked") func arguments() {
    #expect(findings("def f(g): g;\nf(.a | nope)").map { $0.prefix(20) } == ["unknown-function 2:8"])
    #expect(findings("def f($a): $a;\nf($nope)").map { $0.prefix(20) } == ["unknown-variable 2:3"])
  }

  @Test("warn about odd code that still runs") func warnings() {
    #expect(findings("let a = 1\nlet b = 2\nprint $b") == ["w unused-variable 1:5 remove it, or use it"])
    for hiding in [
      "let a = 2\nprint $a", "2 as $a | $a", "reduce 1 as [$a] (0; . + $a)", "foreach 1 as {$a} (0; . + $a)",
      "def f($a): $a;\nf(1)", "(def f($a): $a; f(1))", "for a in 1 { print $a }", "do { print 1 } catch a { print $a }",
    ] {
      let found = findings("param a = 1\n\(hiding)")
      #expect(found.count == 1 && found[0].hasPrefix("w shadowed-parameter 2:"), "\(hiding) \(found)")
    }
    #expect(findings("use coderpad\ndef pads: 1; pads").first?.hasPrefix("w hidden-resource 2:5") == true)
    #expect(findings("def f: $a; 1").count == 1)
    #expect(findings("let a = 1\ndef f: $a; f") == [])
  }

  @Test(
    "warn about fields that the documented response cannot have",
    arguments: [
      ("coderpad.pads.get(\"A\") | .titel", "w unknown-field 1:26 did you mean `.title`?"),
      ("coderpad.pads.list | map(.events[].knid)", "w unknown-field 1:35 did you mean `.kind`?"),
      ("use coderpad\nlet p = pads.get(\"A\")\nprint $p.title, $p.idd", "w unknown-field 3:19 did you mean `.id`?"),
      ("for p in each(coderpad.pads.list) { print $p.evnts }", "w unknown-field 1:45 did you mean `.events`?"),
      ("coderpad.pads.list\n.[0].events | map(.kind)\n.", nil),
      ("coderpad.pads.list\nmap(.titles)", "w unknown-field 2:5 did you mean `.title`?"),
      ("coderpad.pads.get(\"A\").titel", "w unknown-field 1:23 did you mean `.title`?"),
      ("coderpad.pads.get(\"A\") | .new = 1 | .new", nil), ("{a: coderpad.pads.get(\"A\")} | .b", nil),
      ("try coderpad.pads.get(\"A\") catch .status | .x", nil), ("coderpad.pads.get(\"A\") as $p | {x: 1} | .y", nil),
    ] as [(String, String?)]) func fields(_ text: String, _ finding: String?)
  {
    #expect(findings(text) == [finding].compactMap(\.self))
  }

  @Test("distinguish a dash from a minus") func dashes() {
    #expect(findings(".foo-bar") == ["unknown-function 1:6 `-` subtracts; write `.\"foo-bar\"` for the field"])
    #expect(findings("print .a.x-b-c").first == "unknown-function 1:12 `-` subtracts; write `.\"x-b-c\"` for the field")
    #expect(findings(".foo - bar").first?.contains("subtracts") == false)
  }

  @Test("report an unfinished line as unfinished") func unfinished() {
    #expect(findings("let x =\n\nprint 2\nprint $x").first?.hasPrefix("syntax 3:1") == true)
  }

  @Test("find calls that no permission covers, which exit 8") func permissions() {
    let text = "use coderpad\npads.delete(\"A\")\ncoderpad@x.pads.delete(\"B\")\nprint 1"
    #expect(findings(text, forbidden: "destructive") == ["not-permitted 2:1 allow it", "not-permitted 3:1 allow it"])
    #expect(run(text, in: FakeWorld(forbidden: "destructive")).hasSuffix("[8]"))
    #expect(run(text + "\n$x", in: FakeWorld(forbidden: "destructive")).hasSuffix("[2]"))
    #expect(findings(text) == [])
  }

  @Test("find parameters that are declared twice or inside a block") func parameters() {
    #expect(findings("param a = 1\nparam a = 2\nprint $a") == ["duplicate-parameter 2:7"])
    #expect(findings("if true { param a = 1 }") == ["nested-parameter 1:11"])
  }

  @Test(
    "find field accesses on values without fields, and unknown fields",
    arguments: [
      ("coderpad.pads.list.id", "1:20"), ("coderpad.pads.list | .id", "1:22"),
      ("for p in coderpad.pads.list { print $p.titel }", "1:39"), ("coderpad.pads.get(\"x\").title.foo", "1:29"),
      ("coderpad.pads.get(\"x\") | .n.foo", "1:28"), ("coderpad.pads.get(\"x\") | {titel}", "1:27"),
      ("coderpad.pads.get(\"x\") | {id, titel, n: .n}", "1:31"), ("coderpad.pads.get(\"x\") | del(.titel)", "1:30"),
      ("coderpad.pads.get(\"x\") | del(.id) | .titel", "1:37"),
    ])
  func fields(_ text: String, _ place: String) {
    let found = findings(text)
    #expect(found.count == 1 && found[0].hasPrefix("w unknown-field \(place)"), "\(found)")
  }

  @Test(
    "accept code that may be correct",
    arguments: [
      "coderpad.pads.get(\"x\") | .titel = 1", "coderpad.pads.list | .id?", "try coderpad.pads.list.id catch 1",
      "coderpad.pads.get(\"x\") | {id, title}", "coderpad.pads.get(\"x\") | {(.id): 1, titel: 2, $__loc__}",
      "for p in coderpad.pads.list[] { print $p.title }", "coderpad.pads.list | map({id, title})",
      "coderpad.pads.get(\"x\") | del(.events[].kind)", "for x in 1 parallel 256 retry 1000 { print $x }", "stop 255",
      "let x = 1\n[1] | map(. as [$y] | $x)", "let x = 1\n$x as $x | $x", "let x = 1\ndef f($y): $x + $y;\nf(1)",
      "let x = 1\nreduce range($x) as $x (0; . + $x)", "let x = 1\n1 as $y | {$x}",
      "let x = 1\n{a: 1} as {a: $y} | ($y as $x | $x), $x",
    ])
  func noFalseAlarm(_ text: String) {
    #expect(findings(text) == [])
  }

  @Test(
    "find numbers out of range, and names that cannot be bound",
    arguments: [
      ("for x in 1 retry 2000 parallel 999 { print $x }", ["wrong-count 1:18", "wrong-count 1:32"]),
      ("stop 999", ["wrong-status 1:6"]), ("stop \"x\"", ["wrong-status 1:6"]),
      (
        "let __loc__ = 1",
        ["reserved-name 1:5 choose another name", "w unused-variable 1:5 remove it, or use it"]
      ),
      ("for __loc__ in 1 { }", ["reserved-name 1:5 choose another name"]),
      ("param help = 1", ["reserved-name 1:7 choose another name"]),
      ("let x = 1\n1 as $x | $x", ["w unused-variable 1:5 remove it, or use it"]),
      ("let x = 1\ndef f($x): $x;\nf(1)", ["w unused-variable 1:5 remove it, or use it"]),
      ("let x = 1\nreduce 1 as $x (0; $x)", ["w unused-variable 1:5 remove it, or use it"]),
    ])
  func literals(_ text: String, _ expected: [String]) {
    #expect(findings(text) == expected)
  }

  @Test(
    "report a prompt command in a file, even at the end",
    arguments: [("watch", 16), ("explain", 18)])
  func loneCommand(_ word: String, _ column: Int) {
    let hint = "remove it, or put the name into parentheses where it is a function"
    #expect(findings("def \(word): 42; \(word)") == ["command-in-file 1:\(column) \(hint)"])
  }
}
