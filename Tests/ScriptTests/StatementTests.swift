import Diagnostics
import Foundation
import Query
import Script
import Testing

/// A position after a token of a valid text.
private struct Boundary {
  var offset: Int
  /// The error in the text up to here, whatever follows; nil inside strings.
  var wrongEnd: String?

  static func all(in text: String) -> [Boundary] {
    var lexer = Lexer(SourceText(name: "s", text: text), dialect: .eduscript)
    var open: [TokenKind] = []
    var boundaries: [Boundary] = []
    while true {
      let token = lexer.next()
      guard token.kind != .endOfFile else { return boundaries }
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace, .stringStart, .interpolationStart: open.append(token.kind)
      case .rightParenthesis, .rightBracket, .rightBrace, .stringEnd, .interpolationEnd: open.removeLast()
      default: break
      }
      let takesParenthesis = open.last == .leftParenthesis || open.last == .interpolationStart
      let wrong: String? = open.last == .stringStart ? nil : takesParenthesis ? " ]" : " )"
      boundaries.append(Boundary(offset: token.range.upper, wrongEnd: wrong))
    }
  }
}

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

  private static let examples: [String] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/examples")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "eduscript" }
      .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
  }()

  @Test("is tested with the scripts of the documentation") func examplesAreThere() {
    #expect(Self.examples.count > 15)
  }

  @Test("says of every beginning of a text whether more could make it whole", arguments: corpus + examples)
  func prefixes(_ text: String) {
    #expect(ScriptParser.parse(SourceText(name: "s", text: text)).diagnostics.map(\.message) == [])
    for place in Boundary.all(in: text) {
      let prefix = String(decoding: Array(text.utf8)[..<place.offset], as: UTF8.self)
      let script = ScriptParser.parse(SourceText(name: "s", text: prefix))
      let isWhole = script.diagnostics.isEmpty
      #expect(script.isIncomplete == !isWhole, "\(prefix.suffix(60)) … \(script.diagnostics.map(\.message))")
      // Text after a command belongs to the command.
      if case .command? = script.statements.last?.kind { continue }
      guard let wrong = place.wrongEnd else { continue }
      let broken = ScriptParser.parse(SourceText(name: "s", text: prefix + wrong))
      #expect(!broken.diagnostics.isEmpty && !broken.isIncomplete, "\(prefix.suffix(60))\(wrong) … is not wrong")
    }
  }

  @Test(
    "ends statements at the end of the line",
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
    "accepts commands only as the first word of a line that is not an expression",
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

  @Test("continues after an error") func recovery() {
    let text = "let x = \nfoo(1\nlet y = [1 2]\nprint ) 3\nfor x { }\nprint $y"
    let script = ScriptParser.parse(SourceText(name: "s", text: text))
    #expect(script.diagnostics.count == 4)
    guard case .print? = script.statements.last?.kind else {
      Issue.record("the last statement is lost")
      return
    }
  }

  @Test(
    "reports which string was left open, and resumes below it",
    arguments: [
      ("print \"a\nlet b = ]\nprint \"c\"", ["1:7 open", "2:9"]),
      ("print 'a\nlet b = ]\nprint 'c'", ["1:7 open", "2:9"]),
      ("print \"a\nlet b = ]", ["1:7 open", "2:9"]), ("print 'a\nlet b = ]", ["1:7 open", "2:9"]),
      ("let a = f(\"x\n.[0]\nuse coderpad@old\nprint \"a b\" ]", ["1:11 open", "4:13"]),
      ("print \"a\nprint \"b\nprint \"c\nprint 1 ]", ["1:7 open", "2:7 open", "3:7 open", "4:9"]),
      ("for x in 1 {\n  print \"a\n}\nprint ]\nprint \"b\"", ["2:9 open", "4:7"]),
      // Lines that are part of the text on purpose.
      ("print \"a\nuse the link\nstop by\nlet it be\" ]", ["4:12"]),
      ("print \"\"\"\n  let a = 3\n  \"\"\" ]", ["3:7"]), ("print \"a\nlet b = 3\n\"", []),
    ])
  func openStrings(_ text: String, _ expected: [String]) {
    let script = ScriptParser.parse(SourceText(name: "s", text: text))
    let found = script.diagnostics.map { finding in
      let place = finding.range.map { script.source.position(at: $0.lower) }
      let isOpen = finding.message == "the string is not closed on its line"
      return "\(place?.line ?? 0):\(place?.column ?? 0)\(isOpen ? " open" : "")"
    }
    #expect(found == expected, "\(script.diagnostics.map(\.message))")
  }

  @Test("survives any nesting", arguments: ["if 1 {", "do {", "for x in 1 {", "{", "let x = [", "print ("])
  func nesting(_ piece: String) {
    let text = String(repeating: piece + "\n", count: 20_000)
    #expect(!ScriptParser.parse(SourceText(name: "s", text: text)).diagnostics.isEmpty)
  }

  @Test(
    "ends a command before the brace that closes its block, and before `;`",
    arguments: [
      ("if true { undo }", [[]]), ("for x in 1, 2 { sessions }", [[]]),
      ("if true { undo @3; sessions }", [["@3"], []]),
      ("if true { run a.eduscript --x {\"a\":1} }", [["a.eduscript", "--x", "{a:1}"]]),
      ("if true { edit 'a } b' }", [["a } b"]]), ("if true { if true { diff @1 @2 } }", [["@1", "@2"]]),
      ("run a}", [["a}"]]),
    ])
  func commandsInBlocks(_ text: String, _ words: [[String]]) {
    let script = ScriptParser.parse(SourceText(name: "s", text: text))
    #expect(script.diagnostics.isEmpty && !script.isIncomplete, "\(script.diagnostics.map(\.message))")
    #expect(Self.commands(script.statements).map { $0.words.map(\.text) } == words)
  }

  private static func commands(_ statements: [Statement]) -> [Command] {
    statements.flatMap { statement -> [Command] in
      if case .command(let command) = statement.kind { return [command] }
      return statement.blocks.flatMap { commands($0.statements) }
    }
  }
}
