import Diagnostics
import Query

// Detects statements of other languages and misspelt keywords.

extension ScriptParser {
  /// A diagnostic that replaces the syntax errors of a statement.
  struct Foreign {
    var message: String
    /// Creates the hint from the rest of the line.
    var hint: (String) -> String
  }

  /// Detects a statement of another language or with a misspelt keyword.
  ///
  /// - Parameters:
  ///   - before: the parser at the beginning of the statement.
  ///   - earlier: the number of errors before the statement.
  func foreign(_ kind: Statement.Kind, before: Parser, earlier: Int) -> Foreign? {
    guard case .expression = kind, let word = before.token.word, !before.isPanicking,
      !Words.statements.contains(word)
    else { return nil }
    let next = before.following
    // If more input could follow, it is not an error yet; nothing can follow `break`.
    let isOpen = parser.isIncomplete && !(word == "break" && (next.kind == .endOfFile || next.startsLine))
    let isWrong = parser.diagnostics.count > earlier && !isOpen
    if let foreign = foreignWord(before, next), !isDefined(word), isWrong || !foreign.isShared && isAlone(next) {
      return Foreign(message: "`\(word)` is not an eduscript statement", hint: foreign.hint)
    }
    guard isWrong, before.kind == .identifier, Self.beginsOperand(next), !isDefined(word),
      Builtin.all.allSatisfy({ $0.name != word }),
      let near = (Words.statements + Words.commands.map(\.name)).nearest(to: word), near != word
    else { return nil }
    return Foreign(message: "`\(word)` is not a statement") { rest in
      "did you mean `\(near)\(rest.isEmpty || rest.count > 60 ? "" : " " + rest)`?"
    }
  }

  /// The foreign keyword at the beginning of a statement; `console.log` includes a dot.
  private func foreignWord(_ before: Parser, _ next: Token) -> ForeignWord? {
    guard let word = before.token.word else { return nil }
    if next.kind == .field, !next.isSpaced { return ForeignWord(word + "." + next.name) }
    return ForeignWord(word)
  }

  private func isDefined(_ word: String) -> Bool { scopes.contains { $0.contains { $0.name == word } } }

  /// Whether the word cannot begin a valid expression.
  private func isAlone(_ next: Token) -> Bool {
    switch next.kind {
    case .colon: false
    default: true
    }
  }

  func restOfLine(behind token: Token) -> String {
    let text = parser.source.text.utf8
    let from = text.index(text.startIndex, offsetBy: token.range.upper)
    let line = text[from...].prefix { $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "#") }
    var rest = String(decoding: Array(line), as: UTF8.self)
    while let last = rest.last, last == " " || last == ";" { rest.removeLast() }
    return String(rest.drop { $0 == " " })
  }

  /// Skips a statement including its blocks.
  mutating func passStatement(depth: Int) {
    parser.isPanicking = false
    parser.advance()
    while parser.kind != .endOfFile {
      let closes = parser.kind == .rightBrace
      if closes, parser.lexer.depth < depth { return }
      if !closes, parser.lexer.depth <= depth, parser.token.startsLine || parser.kind == .semicolon { return }
      parser.advance()
    }
  }
}
