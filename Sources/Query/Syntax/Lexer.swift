package import Diagnostics
import JSON

/// Splits text into tokens, one at a time. As a value type, a copy can serve as a position to return to.
package struct Lexer: Sendable {
  /// The construct that encloses the current position. It determines which closing brackets are valid, as in jq's
  /// lexer.
  enum Enclosure: Sendable, Hashable {
    case parenthesis
    case bracket
    case brace
    case interpolation
    /// `"…"`
    case string
    /// `"""…"""`
    case block
  }

  let bytes: [UInt8]
  let dialect: Dialect
  package internal(set) var offset: Int
  var enclosures: [Enclosure] = []
  /// The range last read, including whitespace and comments; jq reports the end of the text there.
  var lastRange: SourceRange
  /// Errors within tokens, such as invalid escapes.
  package internal(set) var faults: [LexicalFault] = []

  package init(_ source: SourceText, dialect: Dialect, offset: Int = 0) {
    bytes = Array(source.text.utf8)
    self.dialect = dialect
    self.offset = offset
    lastRange = SourceRange(offset, offset)
  }

  /// The number of open brackets and strings.
  package var depth: Int { enclosures.count }

  /// Returns the next token; at the end, always `.endOfFile`.
  package mutating func next() -> Token {
    switch enclosures.last {
    case .string: return stringToken()
    case .block: return blockToken()
    case .parenthesis, .bracket, .brace, .interpolation, nil: break
    }
    let (startsLine, isSpaced) = skipBlanks()
    guard offset < bytes.count else {
      return Token(.endOfFile, lastRange, startsLine: startsLine, isSpaced: isSpaced)
    }
    var token = plainToken()
    token.startsLine = startsLine
    token.isSpaced = isSpaced
    lastRange = token.range
    return token
  }

  /// Returns and removes the errors collected so far.
  package mutating func takeFaults() -> [LexicalFault] {
    guard !faults.isEmpty else { return [] }
    defer { faults = [] }
    return faults
  }

  /// Continues at another offset, with `depth` open brackets.
  package mutating func restart(at offset: Int, depth: Int) {
    self.offset = min(bytes.count, max(0, offset))
    lastRange = SourceRange(self.offset, self.offset)
    if enclosures.count > depth { enclosures.removeLast(enclosures.count - depth) }
  }

  func byte(_ distance: Int = 0) -> UInt8? {
    let index = offset + distance
    return index < bytes.count ? bytes[index] : nil
  }

  func text(_ lower: Int, _ upper: Int) -> String {
    String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  mutating func token(_ kind: TokenKind, length: Int, name: String = "") -> Token {
    let start = offset
    offset = min(bytes.count, offset + length)
    return Token(kind, SourceRange(start, offset), name: name)
  }

  private mutating func skipBlanks() -> (startsLine: Bool, isSpaced: Bool) {
    let start = offset
    var startsLine = offset == 0
    while let byte = byte() {
      let before = offset
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        while let blank = self.byte(), [0x0A, 0x20, 0x09, 0x0D].contains(blank) {
          if blank == UInt8(ascii: "\n") { startsLine = true }
          offset += 1
        }
        lastRange = SourceRange(before, offset)
      case UInt8(ascii: "#"):
        skipComment()
        lastRange = SourceRange(lastCharacter, offset)
      default: return (startsLine, offset > start)
      }
    }
    return (startsLine, offset > start)
  }

  /// The start of the character that ends here; jq counts bytes.
  private var lastCharacter: Int {
    var start = offset - 1
    while dialect == .eduscript, start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// Skips to the end of the line; an odd number of backslashes at the end continues the comment on the next line.
  private mutating func skipComment() {
    var backslashes = 0
    while let byte = byte(), byte != UInt8(ascii: "\n") || backslashes % 2 == 1 {
      offset += 1
      if byte == UInt8(ascii: "\\") {
        backslashes += 1
      } else if byte != UInt8(ascii: "\r") || self.byte() != UInt8(ascii: "\n") {
        backslashes = 0
      }
    }
  }
}

/// An error within a token.
package struct LexicalFault: Sendable {
  package var message: String
  package var range: SourceRange

  /// The error message for a dialect.
  func message(in dialect: Dialect, written: String) -> String {
    dialect == .jq ? message : "the escape `\(written)` means nothing"
  }

  /// A hint on how to fix it.
  func hint(in dialect: Dialect) -> String? {
    dialect == .jq ? nil : #"escapes are \n \t \r \b \f \" \\ \/ and \uXXXX; '…' keeps backslashes as they are"#
  }
}
