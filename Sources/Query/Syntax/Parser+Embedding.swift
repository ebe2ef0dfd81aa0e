import Diagnostics
import JSON

// Operations that the statement parser needs in addition to expressions.

extension Parser {
  /// Parses an expression without a top-level comma.
  package mutating func argumentExpression() -> Expression {
    let comma = endsAtComma
    endsAtComma = true
    defer { endsAtComma = comma }
    return query()
  }

  /// Parses arguments without parentheses, up to the end of the statement.
  package mutating func looseArguments() -> [CallArgument] {
    let comma = endsAtComma
    endsAtComma = true
    defer { endsAtComma = comma }
    var arguments: [CallArgument] = []
    repeat { arguments.append(argument()) } while continuingKind == .comma && accept(.comma)
    return arguments
  }

  /// The number of open brackets before the next token.
  package var enclosuresBeforeToken: Int {
    lexer.depth + (token.kind.closes ? 1 : 0) - (token.kind.opens ? 1 : 0)
  }

  /// Continues with the next token as if `depth` brackets were open.
  package mutating func restart(depth: Int) {
    goOn(at: token.range.lower, depth: depth)
  }

  /// Continues at the beginning of a line, as if `depth` brackets were open and no error had occurred.
  package mutating func goOn(at line: Int, depth: Int) {
    isPanicking = false
    hasReportedEnd = false
    move(to: line, enclosures: depth)
    token.startsLine = true
  }
}

// MARK: Lines within an unclosed string

extension Parser {
  /// Whether the line looks like a statement rather than text of a string.
  package func readsAsStatement(at line: Int) -> Bool {
    let (first, second, third) = tokens(at: line)
    guard let word = first.word else { return false }
    switch word {
    case "let": return second.kind == .identifier && third.kind == .assign
    case "param":
      return second.kind == .identifier
        && (third.startsLine || [.colon, .assign, .stringStart, .endOfFile].contains(third.kind))
    case "for": return second.kind == .identifier && third.word == "in"
    case "use", "login", "logout":
      return second.kind == .identifier && (third.startsLine || [.endOfFile, .format].contains(third.kind))
    case "print", "save", "assert", "confirm", "stop":
      return [.binding, .stringStart, .rawString, .literal, .exchange, .field].contains(second.kind)
        && !second.startsLine
    default: return false
    }
  }

  /// Whether the line contains only the end of a block.
  package func readsAsBlockEnd(at line: Int) -> Bool {
    let (first, second, _) = tokens(at: line, inBlock: true)
    return first.kind == .rightBrace && (second.startsLine || second.kind == .endOfFile)
  }

  private func tokens(at line: Int, inBlock: Bool = false) -> (Token, Token, Token) {
    var ahead = lexer
    ahead.restart(at: line, depth: 0)
    if inBlock { ahead.enclosures.append(.brace) }
    return (ahead.next(), ahead.next(), ahead.next())
  }
}
