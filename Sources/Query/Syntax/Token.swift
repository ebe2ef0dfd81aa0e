package import Diagnostics
package import JSON

/// A token with its range.
package struct Token: Sendable {
  package var kind: TokenKind
  package var range: SourceRange
  /// The name of an identifier (with its module), field, variable or format; the digits of an exchange or a number.
  package var name: String
  /// The text of a string piece or of a raw string.
  package var text: Text?
  /// Whether a line break precedes it.
  package var startsLine: Bool
  /// Whether whitespace or a comment precedes it.
  package var isSpaced: Bool
  /// Whether a string piece was written with escapes.
  package var isEscaped: Bool

  package init(
    _ kind: TokenKind, _ range: SourceRange, name: String = "", text: Text? = nil, startsLine: Bool = false,
    isSpaced: Bool = false, isEscaped: Bool = false
  ) {
    self.kind = kind
    self.range = range
    self.name = name
    self.text = text
    self.startsLine = startsLine
    self.isSpaced = isSpaced
    self.isEscaped = isEscaped
  }

  /// The word, whether keyword or identifier; nil for other tokens.
  package var word: String? {
    kind == .identifier ? name : kind.isKeyword ? kind.rawValue : nil
  }
}
