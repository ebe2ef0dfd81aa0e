import Diagnostics
import JSON

extension Lexer {
  mutating func quote() -> Token {
    let isBlock = dialect == .eduscript && byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"")
    guard isBlock else { return open(.stringStart, .string) }
    return open(.stringStart, .block, length: 3)
  }

  /// `'…'`, in which `''` is a quote.
  mutating func rawString() -> Token {
    let start = offset
    var content: [UInt8] = []
    offset += 1
    while let byte = byte() {
      offset += 1
      if byte == UInt8(ascii: "'") {
        guard self.byte() == byte else {
          return Token(.rawString, SourceRange(start, offset), text: Text(String(decoding: content, as: UTF8.self)))
        }
        offset += 1
      }
      content.append(byte)
    }
    return Token(.endOfFile, SourceRange(start, offset), name: "'")
  }

  mutating func stringToken() -> Token {
    guard byte() != UInt8(ascii: "\"") else {
      enclosures.removeLast()
      return piece(.stringEnd, length: 1)
    }
    return stringPiece { $0.byte() == UInt8(ascii: "\"") }
  }

  /// Block strings, as in Swift. The parser removes the indentation, which is known only at the end.
  mutating func blockToken() -> Token {
    guard !standsAtBlockEnd else {
      enclosures.removeLast()
      return piece(.stringEnd, length: 3)
    }
    return stringPiece { $0.standsAtBlockEnd }
  }

  private var standsAtBlockEnd: Bool {
    byte() == UInt8(ascii: "\"") && byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"")
  }

  private mutating func piece(_ kind: TokenKind, length: Int) -> Token {
    let token = token(kind, length: length)
    lastRange = token.range
    return token
  }

  private mutating func stringPiece(until isEnd: (Lexer) -> Bool) -> Token {
    guard let first = byte() else { return Token(.endOfFile, lastRange) }
    guard first == UInt8(ascii: "\\") else { return plainPiece(until: isEnd) }
    if byte(1) == UInt8(ascii: "(") {
      enclosures.append(.interpolation)
      return piece(.interpolationStart, length: 2)
    }
    guard byte(1) != nil else { return piece(.invalid, length: 1) }
    return escapedPiece()
  }

  private mutating func plainPiece(until isEnd: (Lexer) -> Bool) -> Token {
    let start = offset
    while let next = byte(), next != UInt8(ascii: "\\"), !isEnd(self) { offset += 1 }
    lastRange = SourceRange(start, offset)
    return Token(.stringText, lastRange, text: Text(text(start, offset)))
  }

  /// A run of escapes, which jq passes to its JSON parser as one text.
  private mutating func escapedPiece() -> Token {
    let start = offset
    while byte() == UInt8(ascii: "\\"), let second = byte(1), second != UInt8(ascii: "(") {
      offset += 2
      guard second == UInt8(ascii: "u") else { continue }
      var digits = 0
      while digits < 4, let next = byte(), Self.isNamePart(next), next != UInt8(ascii: "_") {
        offset += 1
        digits += 1
      }
    }
    // An escaped multi-byte character is consumed completely.
    while let next = byte(), next & 0xC0 == 0x80 { offset += 1 }
    let range = SourceRange(start, offset)
    lastRange = range
    var decoder = EscapeDecoder(Array(bytes[start..<offset]))
    let decoded = decoder.decode()
    if let fault = decoder.fault {
      let written = "\"" + text(start, offset) + "\""
      let message = "\(fault) at line 1, column \(written.utf8.count) (while parsing '\(written)')"
      faults.append(LexicalFault(message: message, range: range))
    }
    return Token(.stringText, range, text: Text(decoded), isEscaped: true)
  }
}

/// Decodes JSON escapes, with jq's error messages.
struct EscapeDecoder {
  private let bytes: [UInt8]
  private var index = 0
  private(set) var fault: String?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func decode() -> String {
    var scalars = String.UnicodeScalarView()
    while fault == nil, index + 1 < bytes.count {
      let letter = bytes[index + 1]
      index += 2
      guard letter != UInt8(ascii: "u") else {
        scalars.append(hexadecimal())
        continue
      }
      guard let scalar = Self.letters[letter] else {
        fault = "Invalid escape"
        break
      }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  private static let letters: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
    UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  private mutating func hexadecimal() -> Unicode.Scalar {
    guard let unit = unit() else { return "\u{FFFD}" }
    guard unit & 0xFC00 == 0xD800 else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
      return badSurrogate()
    }
    index += 2
    guard let low = self.unit() else { return "\u{FFFD}" }
    guard low & 0xFC00 == 0xDC00 else { return badSurrogate() }
    return Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF) ?? "\u{FFFD}"
  }

  private mutating func badSurrogate() -> Unicode.Scalar {
    fault = #"Invalid \uXXXX\uXXXX surrogate pair escape"#
    return "\u{FFFD}"
  }

  private mutating func unit() -> UInt32? {
    guard index + 4 <= bytes.count else {
      fault = #"Invalid \uXXXX escape"#
      return nil
    }
    var unit: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        fault = #"Invalid characters in \uXXXX escape"#
        return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    index += 4
    return unit
  }
}
