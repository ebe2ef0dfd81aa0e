public import Diagnostics
import Query

/// A shell command in a line of the prompt: `!ls`, or after an expression whose outputs it reads, `pads.list | !less`.
public struct ShellEscape: Sendable, Hashable {
  /// The expression before the `|`; nil for a command alone.
  public let expression: String?
  /// The command for the shell.
  public let command: String
  /// The range of the `!`.
  public let mark: SourceRange

  /// Finds the shell command in a line; nil if there is none.
  public init?(of line: String) {
    guard line.utf8.contains(0x21) else { return nil }
    let source = SourceText(name: "prompt", text: line)
    var lexer = Lexer(source, dialect: .eduscript)
    var (depth, pipe): (Int, SourceRange?) = (0, nil)
    var isFirst = true
    while true {
      let token = lexer.next()
      guard token.kind != .endOfFile else { return nil }
      if depth == 0, isFirst || pipe != nil, token.kind == .invalid, source[token.range].hasPrefix("!") {
        expression = pipe.map { source[SourceRange(0, $0.lower)] }
        mark = SourceRange(token.range.lower, token.range.lower + 1)
        command = source[SourceRange(mark.upper, line.utf8.count)].trimmed
        return
      }
      isFirst = false
      pipe = token.kind == .pipe ? token.range : nil
      if token.kind.opens { depth += 1 }
      if token.kind.closes { depth -= 1 }
    }
  }
}
