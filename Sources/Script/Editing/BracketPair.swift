public import Diagnostics
import Query

/// The bracket at the cursor and its counterpart.
public struct BracketPair: Sendable, Hashable {
  /// The range of the opening bracket.
  public let opening: SourceRange
  /// The range of the closing bracket.
  public let closing: SourceRange

  /// Finds the pair of the bracket at a UTF-8 offset, or otherwise of the one before it. Nil if there is no bracket or
  /// no counterpart; brackets in strings and comments do not count.
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
        // Of `\(`, only the parenthesis.
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
