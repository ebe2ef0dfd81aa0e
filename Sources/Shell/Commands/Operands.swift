import Diagnostics
import Query

/// Splits expressions at blanks, as for `diff`, but not at blanks within brackets or strings.
struct Operands {
  private(set) var texts: [String] = []

  init(_ text: String) {
    let source = SourceText(name: "", text: text)
    var lexer = Lexer(source, dialect: .eduscript)
    var ranges: [SourceRange] = []
    var depth = 0
    while true {
      let token = lexer.next()
      if token.kind == .endOfFile { break }
      if depth == 0, token.isSpaced || ranges.isEmpty {
        ranges.append(token.range)
      } else {
        ranges[ranges.count - 1] = ranges[ranges.count - 1].union(token.range)
      }
      if token.kind.opens { depth += 1 }
      if token.kind.closes { depth -= 1 }
    }
    texts = ranges.map { source[$0] }
  }
}
