public import Diagnostics
import Query

/// A bracket at the cursor and the one that belongs to it.
public struct BracketPair: Sendable, Hashable {
  public let opening: SourceRange
  public let closing: SourceRange

  /// The pair of the bracket that a UTF-8 offset is on, else of the one right before it. Nil where there is none, or no
  /// partner; brackets in strings and comments are text.
  public init?(in text: String, cursor: Int) {
    let pairs = Self.all(in: text)
    func touching(_ offset: Int) -> BracketPair? {
      pairs.first { $0.opening.lower == offset || $0.closing.lower == offset }
    }
    guard let found = touching(cursor) ?? touching(cursor - 1) else { return nil }
    self = found
  }

  private init(_ opening: SourceRange, _ closing: SourceRange) {
    (self.opening, self.closing) = (opening, closing)
  }

  private static func all(in text: String) -> [BracketPair] {
    var lexer = Lexer(SourceText(name: "prompt", text: text), dialect: .eduscript)
    var open: [Token] = []
    var pairs: [BracketPair] = []
    while case let token = lexer.next(), token.kind != .endOfFile {
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace, .interpolationStart: open.append(token)
      case .rightParenthesis, .rightBracket, .rightBrace, .interpolationEnd:
        guard let opening = open.popLast(), opening.kind.closing == token.kind else { continue }
        // Of `\(` the parenthesis.
        let range = SourceRange(opening.range.upper - 1, opening.range.upper)
        pairs.append(BracketPair(range, token.range))
      default: break
      }
    }
    return pairs
  }
}

extension TokenKind {
  fileprivate var closing: TokenKind? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    case .interpolationStart: .interpolationEnd
    default: nil
    }
  }
}
