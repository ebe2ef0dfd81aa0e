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
    repeat { arguments.append(argument()) } while accept(.comma)
    return arguments
  }

  /// How many brackets are open in front of the next token.
  package var enclosuresBeforeToken: Int {
    switch token.kind {
    case .leftParenthesis, .leftBracket, .leftBrace, .stringStart, .interpolationStart: lexer.depth - 1
    case .rightParenthesis, .rightBracket, .rightBrace, .stringEnd, .interpolationEnd: lexer.depth + 1
    default: lexer.depth
    }
  }

  /// Goes on with the next token as if only so many brackets were open.
  package mutating func restart(depth: Int) {
    move(to: token.range.lower, enclosures: depth)
    token.startsLine = true
  }
}
