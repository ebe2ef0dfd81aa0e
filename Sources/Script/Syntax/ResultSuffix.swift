public import Diagnostics
import Query

/// A backslash and a letter at the end of a line, outside of strings and comments: `pads.list \G` shows its result once
/// in another format.
public struct ResultSuffix: Sendable, Hashable {
  /// The text after the backslash.
  public let name: String
  /// The range, including the backslash.
  public let range: SourceRange

  /// Finds the suffix of a line; a comment may follow it. Nil if there is none.
  public init?(of line: String) {
    let tokens = Self.lastTokens(of: line)
    guard tokens.count > 1, Self.isBackslash(tokens[tokens.count - 2], in: line) else { return nil }
    let word = tokens[tokens.count - 1]
    guard let name = word.word, !word.isSpaced, !word.startsLine else { return nil }
    self.init(name, SourceRange(word.range.lower - 1, word.range.upper))
  }

  /// Finds an incomplete suffix at the end of a text, possibly only its backslash.
  public init?(begunIn text: String) {
    let end = text.utf8.count
    if let suffix = Self(of: text), suffix.range.upper == end {
      self = suffix
    } else if let last = Self.lastTokens(of: text).last, Self.isBackslash(last, in: text), last.range.upper == end {
      self.init("", last.range)
    } else {
      return nil
    }
  }

  private init(_ name: String, _ range: SourceRange) {
    (self.name, self.range) = (name, range)
  }

  /// The line with the suffix replaced by blanks, so that offsets do not change.
  public func removed(from line: String) -> String {
    var bytes = Array(line.utf8)
    bytes.replaceSubrange(range.lower..<range.upper, with: repeatElement(0x20, count: range.upper - range.lower))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The last two tokens.
  private static func lastTokens(of text: String) -> [Token] {
    guard text.utf8.contains(0x5C) else { return [] }
    var lexer = Lexer(SourceText(name: "prompt", text: text), dialect: .eduscript)
    var tokens: [Token] = []
    while true {
      let token = lexer.next()
      guard token.kind != .endOfFile else { return token.name == "'" ? [] : tokens }
      tokens = tokens.suffix(1) + [token]
    }
  }

  /// Whether a token is a backslash at the beginning of a word.
  private static func isBackslash(_ token: Token, in text: String) -> Bool {
    guard token.kind == .invalid, token.range.upper == token.range.lower + 1 else { return false }
    let index = text.utf8.index(text.startIndex, offsetBy: token.range.lower)
    return text.utf8[index] == 0x5C && (token.isSpaced || token.startsLine || token.range.lower == 0)
  }
}
