import Diagnostics
import Query

// A string without its closing quote takes in the lines below it, up to the next quote, and the fault shows there.

extension ScriptParser {
  /// After a fault in the statement that began at `start`: where a string of it reaches over a line that reads as a
  /// statement, the string is said to be open, instead of what came of it, and reading goes on with that line.
  /// `earlier` is the number of findings before the statement.
  mutating func leaveOpenString(of start: Int, earlier: Int, depth: Int) -> Bool {
    let faults = parser.diagnostics[earlier...]
    guard let first = faults.compactMap({ $0.range?.lower }).min(),
      let open = openString(from: start, to: first, depth: depth)
    else { return false }
    parser.diagnostics[earlier...] = faults.filter { ($0.range?.lower ?? 0) < open.quote.lower }
    parser.report(
      "the string is not closed on its line",
      hint: "close it with `\(open.mark)`; use `\"\"\"` for multi-line text", at: open.quote)
    parser.goOn(at: open.line, depth: depth)
    return true
  }

  private struct OpenString {
    var quote: SourceRange
    var mark: String
    /// Where the line begins that reads as a statement.
    var line: Int
  }

  private func openString(from start: Int, to fault: Int, depth: Int) -> OpenString? {
    var scan = parser.lexer
    scan.restart(at: start, depth: 0)
    var quotes: [SourceRange] = []
    while true {
      let token = scan.next()
      guard token.range.lower <= fault else { return nil }
      switch token.kind {
      case .stringStart: quotes.append(token.range)
      case .stringEnd: _ = quotes.popLast()
      case .stringText where quotes.last.map { $0.upper - $0.lower == 1 } == true:
        guard let quote = quotes.last, let line = statementLine(in: token.range, of: start, depth: depth) else { break }
        return OpenString(quote: quote, mark: "\"", line: line)
      case .rawString, .endOfFile:
        guard token.kind == .rawString || token.name == "'" else { return nil }
        let quote = SourceRange(token.range.lower, token.range.lower + 1)
        guard let line = statementLine(in: token.range, of: start, depth: depth) else { break }
        return OpenString(quote: quote, mark: "'", line: line)
      default: break
      }
      if token.kind == .endOfFile { return nil }
    }
  }

  /// Where the first line begins in the range that reads as a statement, or as the end of the block around it.
  private func statementLine(in range: SourceRange, of start: Int, depth: Int) -> Int? {
    let text = Array(parser.source[range].utf8)
    for (index, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
      let line = range.lower + index + 1
      if parser.readsAsStatement(at: line) { return line }
      if depth > 0, parser.readsAsBlockEnd(at: line) { return line }
    }
    return nil
  }
}
