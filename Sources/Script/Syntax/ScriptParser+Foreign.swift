import Diagnostics
import Query

// Statements as they are written in other languages, and misspelt words.

extension ScriptParser {
  /// What is said of a statement in place of its faults.
  struct Foreign {
    var message: String
    /// Takes what follows the word on its line.
    var hint: (String) -> String
  }

  /// Whether a statement is one of another language, or begins with a misspelt word.
  ///
  /// - Parameters:
  ///   - before: the parser where the statement begins.
  ///   - earlier: how many faults there were then.
  func foreign(_ kind: Statement.Kind, before: Parser, earlier: Int) -> Foreign? {
    guard case .expression = kind, let word = before.token.word, !before.isPanicking,
      !Words.statements.contains(word)
    else { return nil }
    let next = before.following
    // Where more could follow it is no mistake yet; behind `break` it could not.
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

  /// The word of another language that a statement begins with: `console.log` has a dot.
  private func foreignWord(_ before: Parser, _ next: Token) -> ForeignWord? {
    guard let word = before.token.word else { return nil }
    if next.kind == .field, !next.isSpaced { return ForeignWord(word + "." + next.name) }
    return ForeignWord(word)
  }

  private func isDefined(_ word: String) -> Bool { scopes.contains { $0.contains { $0.name == word } } }

  /// Whether the word cannot be the beginning of an expression that means something.
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

  /// Passes a statement with its blocks, whatever is in them.
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
