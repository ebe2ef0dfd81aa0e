import Diagnostics

// Hints for unexpected tokens.

extension Parser {
  /// The hint for the next token. `expected` lists the valid kinds; an empty list means an expression.
  func hint(expecting expected: [TokenKind]) -> String? {
    if token.kind == .endOfFile {
      return token.name == "'" ? "close it with `'`; a quote inside is `''`" : "unexpected end of input"
    }
    if let hint = hintForWrongCharacter ?? hintForReservedWord { return hint }
    if expected.isEmpty { return hintForMissingOperand }
    return hintForMissingSeparator(expected)
  }

  /// The hint for a token after a complete expression.
  package var hintAtEnd: String {
    if let hint = hintForWrongCharacter ?? hintForReservedWord { return hint }
    switch token.kind {
    case .stringStart, .rawString, .format: return "`+` joins strings; put each statement on its own line"
    case .colon: return "`name: value` belongs in the parentheses of a call or in `{…}`"
    case .comma, .assign: return "the statement before it is already complete"
    case .leftParenthesis: return "only a function or a method takes arguments"
    default: return "put each statement on its own line, or separate them with `;`"
    }
  }
}

extension Parser {
  /// Hints for syntax of other languages, and for characters that have no meaning in any.
  private var hintForWrongCharacter: String? {
    guard token.kind == .invalid else { return nil }
    switch source[token.range] {
    case ")", "]", "}": return "it closes nothing: no bracket is open"
    case "&": return "`and` joins conditions"
    case "!": return "`… | not` turns a condition round, `!=` compares"
    case "`": return #"strings are written "…" or '…'"#
    case "\\": return "a backslash means something only inside \"…\""
    case "@": return "`@17` and `@last` are exchanges, `@csv` and its like are formats"
    case "“", "”", "„", "‘", "’", "«", "»": return #"write straight quotes: "…" or '…'"#
    default: return #"names consist of letters from a to z, digits and `_`; quote other text: "…""#
    }
  }

  private var hintForReservedWord: String? {
    switch token.kind {
    case .else, .elif: "`\(token.name)` follows the `}` of an `if` on its line, or belongs to `if … then … end`"
    case .then, .end: "`\(token.name)` belongs to `if … then … else … end`"
    case .catch: "`catch` follows the `}` of a `do` on its line, or belongs to `try … catch …`"
    case .as: "`expr as $name | body` binds the name in the body"
    default: nil
    }
  }

  /// Hints for a missing expression.
  private var hintForMissingOperand: String? {
    switch token.kind {
    case .pipe where isBehindPipe: "`or` joins conditions; `a // b` is b where a is null or false"
    case .rightParenthesis, .rightBracket, .rightBrace, .comma, .semicolon, .colon, .interpolationEnd:
      "a value is missing in front of it"
    case .question: "`?` goes after what may fail: `.name?`"
    case .identifier: "`\(token.name)` begins a statement; a value is missing in front of it"
    default: "an operator goes between two values"
    }
  }

  private var isBehindPipe: Bool {
    token.range.lower > 0 && source[SourceRange(token.range.lower - 1, token.range.lower)] == "|"
  }

  private func hintForMissingSeparator(_ expected: [TokenKind]) -> String? {
    switch token.kind {
    case .field, .identifier, .literal, .stringStart, .rawString, .binding, .leftBrace:
      guard expected.contains(.pipe) || expected.contains(.comma) else { break }
      return "a `|`, a `,` or an operator is missing in front of it"
    default: break
    }
    if expected.contains(.binding), token.kind == .identifier { return "did you mean `$\(token.name)`?" }
    guard let closing = expected.last, expected.contains(.pipe) else { return nil }
    return "a \(closing.description) is missing in front of it"
  }
}
