import Diagnostics
import Foundation
import Script
import Testing

@Suite("The canonical layout") struct LayoutTests {
  private func laid(_ text: String) throws -> String {
    try CanonicalLayout.text(of: SourceText(name: "s", text: text))
  }

  @Test(
    "puts spaces where they belong",
    arguments: [
      ("let x=[1,2 ]|map( .+1 )", "let x = [1, 2] | map(. + 1)"), ("print -1 ;print 2-1", "print -1; print 2 - 1"),
      ("{a:1,if:2 , (.b):-.c}", "{a: 1, if: 2, (.b): -.c}"), (".[1 : 2]|.[ -1 ]", ".[1:2] | .[-1]"),
      ("coderpad@old.pads.get( id:1,\"a[b]\" : 2)", "coderpad@old.pads.get(id: 1, \"a[b]\": 2)"),
      ("def f(a;$b):a+$b;f(1;2)", "def f(a; $b): a + $b; f(1; 2)"),
      ("if .a{print 1}else{}", "if .a { print 1 } else {}"),
      ("for x in 1,2 parallel 2{f}", "for x in 1, 2 parallel 2 { f }"), ("1?//2", nil), ("1 ? // 2", "1 ? // 2"),
      ("\"a\\( 1+1 )\"", "\"a\\( 1+1 )\""), ("help  it's   a", "help it's   a"), ("f#c", "f  #c"),
      ("help (1)", "help (1)"),
      ("help(1)", "help(1)"), ("param a:int=1 'x'", "param a: int = 1  'x'"),
      ("param a=\"b\" \"c\"", "param a = \"b\"  \"c\""), (". as {a:$x}?//$x|$x", ". as {a: $x} ?// $x | $x"),
      ("$__loc__,@base64 \"x\",@17", "$__loc__, @base64 \"x\", @17"),
    ] as [(String, String?)])
  func blanks(_ text: String, _ expected: String?) throws {
    guard let expected else {
      #expect(throws: Diagnostics.self) { try laid(text) }
      return
    }
    #expect(try laid(text) == expected + "\n")
    #expect(try laid(expected) == expected + "\n")
  }

  @Test("indents open brackets and continued lines, and keeps comments and strings") func lines() throws {
    let text =
      "#!/x\r\n#  a\n\n\nlet s = \"\"\"\n      x\n    \"\"\"\nfor q in [1,\n2] {\n# in\nlet c = $q\n  | f\n\n\n      // 2   # why\nif $c {\nprint 1\n}\nelse {\n stop }\n}\nif .\nthen 1\nelse\n2\nend\ndef f:\n.a\n| .b;\n"
    let expected =
      "#!/x\n#  a\n\nlet s = \"\"\"\n      x\n    \"\"\"\nfor q in [1,\n  2] {\n  # in\n  let c = $q\n    | f\n\n    // 2  # why\n  if $c {\n    print 1\n  }\n  else {\n    stop\n  }\n}\nif .\nthen 1\nelse\n  2\nend\ndef f:\n  .a\n  | .b;\n"
    #expect(try laid(text) == expected)
    #expect(try laid(expected) == expected)
  }

  @Test(
    "keeps a `;` only between statements on one line",
    arguments: [
      ("let x=1;\nprint $x;;\n", "let x = 1\nprint $x\n"), ("1;;;2;", "1; 2\n"), ("1 ; # one\n;2", "1  # one\n2\n"),
      ("if . {1;2;}", "if . { 1; 2 }\n"), ("def f: 1;\nf;", "def f: 1;\nf\n"), (";;1", "1\n"),
      ("1;\n| . + 1", "1;\n| . + 1\n"), ("1;\n;\n\n2", "1\n\n2\n"),
      ("def f(a; b): a; f(1; 2);", "def f(a; b): a; f(1; 2)\n"),
    ])
  func separators(_ text: String, _ expected: String) throws {
    #expect(try laid(text) == expected)
    #expect(try laid(expected) == expected)
  }

  @Test("opens a multi-line block at a line's end and closes it on its own line") func openBlocks() throws {
    let text = "if . {print 1\nprint 2}else{\nprint 3}\nif . { # c\n1 }\nfor x in [1,\n2] { print $x }"
    let expected =
      "if . {\n  print 1\n  print 2\n} else {\n  print 3\n}\nif . {  # c\n  1\n}\nfor x in [1,\n  2] { print $x }\n"
    #expect(try laid(text) == expected)
    #expect(try laid(expected) == expected)
  }

  @Test("leaves command lines alone") func commands() throws {
    #expect(try laid("run  (x 'y\nif . {print 1}") == "run (x 'y\nif . { print 1 }\n")
  }

  private static let programsOfJQ = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../shared/conformance/jq-1.8.2/jq.test")

  @Test(
    "is stable for every program of jq's tests",
    .enabled(
      if: FileManager.default.fileExists(atPath: programsOfJQ.path()), "there is no ../shared/conformance/jq-1.8.2"))
  func conformance() throws {
    let lines = try String(contentsOf: Self.programsOfJQ, encoding: .utf8).split(separator: "\n").map(String.init)
    // Others are values, and programs that are none.
    let programs = lines.compactMap { try? laid($0) }
    #expect(programs.count > 1000)
    for program in programs { #expect(try laid(program) == program) }
  }
}
