import Diagnostics
import Script
import Testing

@Suite("The statement parser") struct StatementTests {
  private static let corpus = [
    """
    #!/usr/bin/env -S edush run
    # Archive
    param since: date = "2026-01-01"   "only questions"
    use coderpad@old
    let questions = [each(questions.list(sort: "updated_at,desc"))
                     | select(.language == "ruby" and .updated_at > $since)]
    print "\\($questions | length) questions"
    for q in $questions[] parallel 4 retry 2 keep going {
      let copy = coderpad@new.questions.create($q | {title, language, "mail[subject]": 1})
      assert $copy.title == $q.title, "title changed on the way"
    }
    save $questions to "archived.csv"
    """,
    "if .a == [1, 2] { print 1; stop } elif .b { } else { confirm 'sure?' }",
    "do { login coursio method: \"loginHmac\", public_key: env.A } catch e { print $e.kind, (try error(\"x\") catch .) }",
    "def f(a; $b): reduce a as [$x, {y: $z}] (0; . + $x) | if $b then 1 elif 2 then 3 else 4 end; f(1; 2) // -.5 | . as $q ?// [$q] | $q",
    "let s = \"\"\"\n  one \\(1 + 2)\n  \"\"\"\nprint 'it''s', @base64 \"x\\(.)\", @17.response, .a[1:]?.b[\"c\"] | label $out | foreach .[] as $i (0; 1; 2)",
    "help\nexplain coderpad.pads.get(1)\nwatch 5 .a | .b\nset output table # why\n.a |= 1",
    "import \"a\" as $d {search: \"./\"}; include \"b\"; logout tutrex",
  ]

  @Test("says of every beginning of a text whether more could make it whole", arguments: corpus)
  func prefixes(_ text: String) {
    #expect(ScriptParser.parse(SourceText(name: "s", text: text)).diagnostics.map(\.message) == [])
    for prefix in Self.boundaries(text).map({ String(decoding: Array(text.utf8)[..<$0], as: UTF8.self) }) {
      let script = ScriptParser.parse(SourceText(name: "s", text: prefix))
      let isWhole = script.diagnostics.isEmpty
      #expect(script.isIncomplete == !isWhole, "\(prefix.suffix(60)) … \(script.diagnostics.map(\.message))")
    }
  }

  /// Places behind a word, a number or a symbol.
  private static func boundaries(_ text: String) -> [Int] {
    let bytes = Array(text.utf8)
    func isWord(_ byte: UInt8) -> Bool {
      byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    return (1..<bytes.count).filter { index in
      let (before, after) = (bytes[index - 1], bytes[index])
      let isSymbol = [0x24, 0x40, 0x2E, 0x5C].contains(before) || before == 0x3F || before == 0x27 || before == 0x3A
      let isOperator =
        [0x3D, 0x2F, 0x7C, 0x22, 0x27, 0x3C, 0x3E].contains(before) && [0x3D, 0x2F, 0x22, 0x27].contains(after)
      return !(isWord(before) && isWord(after)) && !isSymbol && !isOperator
    }
  }

  @Test(
    "ends statements where the line ends",
    arguments: [
      (".a\n| .b\n// 3\nand true", 1), (".a\n.b", 2), ("1,\n2", 1), ("let x =\n  3", 1), ("a; b", 2),
      ("def f: 1; f", 2),
      ("[1,\n2]\n[3]", 2), (".a as\n$x | $x\n.b", 2), ("if . { f }\nelse { g }\nh", 2), ("try f\ncatch .", 1),
      ("f\n# note\n\n| g", 1), ("f\n(1)", 2), (".a\n-1", 2), ("if .\nthen 1\nelse 2\nend\n.", 2), ("@csv\n\"a\"", 2),
      ("print 1\r\nprint 2\r\n", 2), ("\u{FEFF}print 1", 1), ("#!/bin/x\nprint 1", 1), ("{ a: 1 }\n.a", 2),
    ])
  func ends(_ text: String, _ count: Int) {
    let script = ScriptParser.parse(SourceText(name: "s", text: text))
    #expect(script.diagnostics.map(\.message) == [])
    #expect(script.statements.count == count)
  }

  @Test(
    "takes commands only as the first word of a line that does not go on as an expression",
    arguments: [
      ("help", true), ("help.x", false), ("help(1)", false), ("help | f", false), ("help topic", true),
      ("run ./a b", true),
      ("run /tmp/x", true), ("har @1..@4", true), ("quit", true), ("help and f", false), ("help and", true),
      ("history", true), ("history == 1", false), ("curl it's", true),
    ])
  func commands(_ text: String, _ isCommand: Bool) {
    let script = ScriptParser.parse(SourceText(name: "s", text: text))
    #expect(script.diagnostics.map(\.message) == [])
    guard case .command? = script.statements.first?.kind else { return #expect(!isCommand) }
    #expect(isCommand)
  }

  @Test("goes on behind a fault") func recovery() {
    let text = "let x = \nfoo(1\nlet y = [1 2]\nprint ) 3\nfor x { }\nprint $y"
    let script = ScriptParser.parse(SourceText(name: "s", text: text))
    #expect(script.diagnostics.count == 4)
    guard case .print? = script.statements.last?.kind else {
      Issue.record("the last statement is lost")
      return
    }
  }

  @Test("survives any nesting", arguments: ["if 1 {", "do {", "for x in 1 {", "{", "let x = [", "print ("])
  func nesting(_ piece: String) {
    let text = String(repeating: piece + "\n", count: 20_000)
    #expect(!ScriptParser.parse(SourceText(name: "s", text: text)).diagnostics.isEmpty)
  }
}
