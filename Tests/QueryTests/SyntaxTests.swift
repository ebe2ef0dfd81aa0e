import Diagnostics
import JSON
import Query
import SyntaxTrees
import Testing

@Suite("The expression parser") struct SyntaxTests {
  @Test("builds the trees of jq's grammar", arguments: [("jq", Dialect.jq), ("expressions", Dialect.eduscript)])
  func trees(_ name: String, _ dialect: Dialect) throws {
    let spec = try SyntaxSpec(name)
    #expect(!spec.cases.isEmpty)
    #expect(try spec.differences { outcome($0, dialect) } == [])
  }

  private func outcome(_ text: String, _ dialect: Dialect) -> String {
    let source = SourceText(name: "<top-level>", text: text)
    var parser = Parser(source, dialect: dialect)
    let program = parser.parseProgram()
    var lines = program.imports.map { "import \($0.path.string)" } + program.definitions.map { "def " + tree($0) }
    if program.diagnostics.isEmpty, let body = program.body { lines.append(tree(body)) }
    for diagnostic in program.diagnostics {
      let range = diagnostic.range ?? SourceRange(0, 0)
      let position = source.position(at: range.lower)
      let caret = "\(position.line):\(position.column) \(source[range].split(separator: "\n").joined(separator: "⏎"))"
      lines.append("! \(diagnostic.message) at \(caret)" + (diagnostic.hint.map { " (\($0))" } ?? ""))
    }
    if program.isIncomplete { lines.append("incomplete") }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(
    "survives any nesting",
    arguments: [
      "[", "{a:", "(", "f(", "if 1 then ", "try ", "-", "reduce ", "\"\\(", ". as [", "def f: ", "1 as $x|", "1//",
      ".a|", "1,", "1+",
    ])
  func nesting(_ piece: String) {
    for dialect in [Dialect.jq, .eduscript] {
      let text = String(repeating: piece, count: 30_000)
      var parser = Parser(SourceText(name: "deep", text: text), dialect: dialect)
      #expect(!parser.parseProgram().diagnostics.isEmpty)
    }
  }

  @Test("refuses long chains in nested brackets", arguments: ["+1", ".a", "|1", "*1", ",1"])
  func chains(_ link: String) {
    var text = ".a"
    for _ in 0..<3 { text = "(" + text + String(repeating: link, count: 1_500) + ")" }
    for dialect in [Dialect.jq, .eduscript] {
      var parser = Parser(SourceText(name: "long", text: text), dialect: dialect)
      let program = parser.parseProgram()
      #expect(program.diagnostics.isEmpty == (link == ",1"))
    }
  }

  @Test("accepts a chain of the maximum length, in brackets or not", arguments: ["+1", ".a", "|1", "*1"])
  func longestChain(_ link: String) {
    let half = String(repeating: link, count: 1_900)
    for text in [".b" + half + half, "(.b" + half + ")" + half, "[.b" + half + "], .b" + half] {
      var parser = Parser(SourceText(name: "long", text: text), dialect: .eduscript)
      #expect(parser.parseProgram().diagnostics.isEmpty)
    }
  }

  @Test("survives any text")
  func anyText() {
    let pieces = [
      "a", ".", "\"", "\\(", ")", "[", "]", "{", "}", "'", "\"\"\"", "\n", "@", "$", "1", ":", ",", ";", "if", "é",
      "\\",
    ]
    var state: UInt64 = 42
    for _ in 0..<3_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      for dialect in [Dialect.jq, .eduscript] {
        var parser = Parser(SourceText(name: "any", text: text), dialect: dialect)
        _ = parser.parseProgram()
      }
    }
  }
}
