import Diagnostics
import JSON

// What the statement parser needs beside the expressions themselves.

extension Parser {
  /// An expression without a top-level comma.
  package mutating func argumentExpression() -> Expression {
    let comma = endsAtComma
    endsAtComma = true
    defer { endsAtComma = comma }
    return query()
  }

  /// Arguments without parentheses, up to the end of the statement.
  package mutating func looseArguments() -> [CallArgument] {
    let comma = endsAtComma
    endsAtComma = true
    defer { endsAtComma = comma }
    var arguments: [CallArgument] = []
    repeat { arguments.append(argument()) } while continuingKind == .comma && accept(.comma)
    return arguments
  }

  /// How many brackets are open in front of the next token.
  package var enclosuresBeforeToken: Int {
    lexer.depth + (token.kind.closes ? 1 : 0) - (token.kind.opens ? 1 : 0)
  }

  /// Goes on with the next token as if only so many brackets were open.
  package mutating func restart(depth: Int) {
    goOn(at: token.range.lower, depth: depth)
  }

  /// Goes on at the beginning of a line, as if only so many brackets were open and nothing had been wrong.
  package mutating func goOn(at line: Int, depth: Int) {
    isPanicking = false
    hasReportedEnd = false
    move(to: line, enclosures: depth)
    token.startsLine = true
  }
}

// MARK: Lines inside a string that may be open

extension Parser {
  /// Whether what stands at the beginning of a line reads as a statement, and not as a sentence of a text.
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

  /// Whether a line holds nothing but the end of a block.
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
