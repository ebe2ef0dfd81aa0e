package import Diagnostics
package import JSON

/// A token with its place.
package struct Token: Sendable {
  package var kind: TokenKind
  package var range: SourceRange
  /// The name of an identifier (with its module), field, variable or format; the digits of an exchange or a number.
  package var name: String
  /// The text of a string's piece or of a raw string.
  package var text: Text?
  /// Whether a line break stands between the token before and this one.
  package var startsLine: Bool
  /// Whether blanks or a comment stand in front of it.
  package var isSpaced: Bool
  /// Of a piece of a string: whether it was written with escapes.
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

  /// The word it is, keyword or not.
  package var word: String? {
    kind == .identifier ? name : kind.isKeyword ? kind.rawValue : nil
  }
}
