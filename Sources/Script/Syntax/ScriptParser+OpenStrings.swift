import Diagnostics
import Query

// Recovery from a missing closing quote: the string extends to the next quote, and the error would be reported there.

extension ScriptParser {
  /// After an error in the statement at `start`: if one of its strings spans a line that looks like a statement,
  /// reports the unterminated string instead of the other errors, and continues at that line. `earlier` is the number
  /// of findings before the statement.
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
    /// The offset of the line that looks like a statement.
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

  /// The offset of the first line in a range that looks like a statement or the end of the enclosing block.
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
