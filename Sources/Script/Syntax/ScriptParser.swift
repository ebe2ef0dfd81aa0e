public import Diagnostics
import Query

/// Parses statements (docs/language.md, "Statements"). The expression parser parses their expressions.
public struct ScriptParser {
  /// The name and number of parameters of a function.
  public struct Signature: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The number of parameters.
    public var arity: Int

    /// Creates a signature.
    public init(name: String, arity: Int) {
      self.name = name
      self.arity = arity
    }
  }

  var parser: Parser
  /// The definitions in scope, block by block. A call of one is not a statement, even if its name is a keyword.
  var scopes: [Set<Signature>]

  init(_ source: SourceText, definitions: Set<Signature>) {
    parser = Parser(source, dialect: .eduscript)
    scopes = [definitions]
  }

  /// Parses a complete text. `definitions` are those from earlier lines of the prompt.
  public static func parse(_ source: SourceText, definitions: Set<Signature> = []) -> Script {
    var parser = ScriptParser(source, definitions: definitions)
    parser.parser.endsAtLine = true
    var statements: [Statement] = []
    while parser.isBeforeStatement(inBlock: false) { statements.append(parser.statement(depth: 0)) }
    return Script(
      source: source, statements: statements, diagnostics: parser.parser.diagnostics,
      isIncomplete: parser.parser.isIncomplete)
  }
}

// MARK: Between statements

extension ScriptParser {
  /// Skips `;` and returns whether another statement follows.
  mutating func isBeforeStatement(inBlock: Bool) -> Bool {
    while parser.accept(.semicolon) {}
    switch parser.kind {
    case .endOfFile: return !parser.token.name.isEmpty && !parser.isIncomplete
    case .rightBrace: return !inBlock
    default: return true
    }
  }

  /// Parses a statement up to its end. After an error, the rest of it is skipped. `depth` is the number of open
  /// brackets.
  mutating func statement(depth: Int) -> Statement {
    let start = parser.token.range.lower
    let earlier = parser.diagnostics.count
    let before = parser
    let kind = statementKind()
    let range = parser.range(from: start)
    if !parser.isPanicking, !isAtEnd(depth: depth) { failAtEnd() }
    if let foreign = foreign(kind, before: before, earlier: earlier) {
      parser = before
      let rest = restOfLine(behind: parser.token)
      parser.report(foreign.message, hint: foreign.hint(rest), at: parser.token.range)
      passStatement(depth: depth)
      return Statement(.expression(parser.missing), parser.range(from: start))
    }
    let isLeft = parser.diagnostics.count > earlier && leaveOpenString(of: start, earlier: earlier, depth: depth)
    if parser.isPanicking, !isLeft { skip(from: start, depth: depth) }
    return Statement(kind, range)
  }

  private func isAtEnd(depth: Int) -> Bool {
    switch parser.kind {
    case .endOfFile, .semicolon: true
    case .rightBrace: depth > 0 && parser.lexer.depth < depth
    default: parser.token.startsLine || parser.source[SourceRange(parser.previousEnd - 1, parser.previousEnd)] == ";"
    }
  }

  private mutating func failAtEnd() {
    guard !failAtSuffix() else { return }
    parser.fail("an operator or the end of the statement", hint: parser.hintAtEnd)
  }

  /// Whether the statement is followed by a suffix such as `\G`, which is only valid at the prompt.
  private mutating func failAtSuffix() -> Bool {
    let next = parser.following
    guard parser.kind == .invalid, parser.source[parser.token.range] == "\\", let word = next.word, !next.isSpaced,
      !next.startsLine
    else { return false }
    parser.report(
      "`\\\(word)` is only valid as the last word of what is entered at the prompt",
      hint: "use `set output FORMAT` or `--output FORMAT` instead",
      at: SourceRange(parser.token.range.lower, next.range.upper))
    parser.isPanicking = true
    return true
  }

  private mutating func skip(from start: Int, depth: Int) {
    parser.isPanicking = false
    if parser.token.range.lower == start { parser.advance() }
    while parser.kind != .endOfFile {
      let openers = parser.kind.opens ? 1 : 0
      if parser.startsStatement {
        return parser.restart(depth: depth)
      }
      if parser.lexer.depth - openers <= depth, parser.token.startsLine || parser.kind == .semicolon { return }
      if parser.kind == .rightBrace, parser.lexer.depth < depth { return }
      parser.advance()
    }
  }

  /// Parses `{ statements }` with its own scope.
  mutating func block(after what: String) -> Block {
    let start = parser.token.range.lower
    let depth = parser.lexer.depth
    guard parser.kind == .leftBrace else {
      parser.fail("`{` after \(what)", hint: "write a block in braces: `{ … }`")
      return Block(statements: [], range: parser.range(from: start))
    }
    guard parser.enter() else { return Block(statements: [], range: parser.range(from: start)) }
    defer { parser.leave() }
    let line = parser.endsAtLine
    parser.endsAtLine = true
    parser.advance()
    scopes.append([])
    var statements: [Statement] = []
    while isBeforeStatement(inBlock: true) { statements.append(statement(depth: depth)) }
    scopes.removeLast()
    parser.endsAtLine = line
    parser.close(.rightBrace, depth: depth - 1, hint: "the block is not closed")
    return Block(statements: statements, range: parser.range(from: start))
  }
}
