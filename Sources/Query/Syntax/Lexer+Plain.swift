import Diagnostics
import JSON

extension Lexer {
  mutating func plainToken() -> Token {
    guard let first = byte() else { return Token(.endOfFile, lastRange) }
    switch first {
    case let byte where Self.isDigit(byte): return number()
    case let byte where Self.isNameStart(byte): return word()
    case UInt8(ascii: "."): return dot()
    case UInt8(ascii: "$"): return dollar()
    case UInt8(ascii: "@"): return at()
    case UInt8(ascii: "\""): return quote()
    case UInt8(ascii: "'") where dialect == .eduscript: return rawString()
    case UInt8(ascii: "("): return open(.leftParenthesis, .parenthesis)
    case UInt8(ascii: "["): return open(.leftBracket, .bracket)
    case UInt8(ascii: "{"): return open(.leftBrace, .brace)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return close(first)
    default: return symbol()
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
  }

  static func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

  /// The length of the name that starts `distance` bytes ahead; 0 if there is none.
  private func nameLength(at distance: Int) -> Int {
    guard let first = byte(distance), Self.isNameStart(first) else { return 0 }
    var length = 1
    while let next = byte(distance + length), Self.isNamePart(next) { length += 1 }
    return length
  }

  /// The length of a qualified name, `module::module::name`.
  private func qualifiedLength(at distance: Int) -> Int {
    var length = nameLength(at: distance)
    while length > 0, byte(distance + length) == UInt8(ascii: ":"), byte(distance + length + 1) == UInt8(ascii: ":") {
      let further = nameLength(at: distance + length + 2)
      guard further > 0 else { break }
      length += 2 + further
    }
    return length
  }

  private mutating func word() -> Token {
    let length = qualifiedLength(at: 0)
    let name = text(offset, offset + length)
    return token(TokenKind(keyword: name) ?? .identifier, length: length, name: name)
  }

  private mutating func dollar() -> Token {
    let length = qualifiedLength(at: 1)
    guard length > 0 else { return token(.dollar, length: 1) }
    let name = text(offset + 1, offset + 1 + length)
    return token(name == "__loc__" ? .location : .binding, length: 1 + length, name: name)
  }

  private mutating func at() -> Token {
    if dialect == .eduscript, byte(1) == UInt8(ascii: "-") {
      var length = 2
      while let next = byte(length), Self.isDigit(next) { length += 1 }
      if length > 2 { return token(.exchange, length: length, name: text(offset + 1, offset + length)) }
    }
    var length = 1
    while let next = byte(length), Self.isNamePart(next) { length += 1 }
    guard length > 1 else { return token(.invalid, length: 1) }
    let name = text(offset + 1, offset + length)
    let isExchange = dialect == .eduscript && (name == "last" || name.utf8.allSatisfy(Self.isDigit))
    return token(isExchange ? .exchange : .format, length: length, name: name)
  }

  private mutating func dot() -> Token {
    if let next = byte(1), Self.isDigit(next) { return number() }
    if byte(1) == UInt8(ascii: ".") { return token(.recursiveDescent, length: 2) }
    let length = nameLength(at: 1)
    guard length > 0 else { return token(.dot, length: 1) }
    return token(.field, length: 1 + length, name: text(offset + 1, offset + 1 + length))
  }

  private mutating func number() -> Token {
    var length = digits(at: 0)
    if byte(length) == UInt8(ascii: ".") {
      length += 1
      length += digits(at: length)
    }
    if let exponent = byte(length), exponent | 0x20 == UInt8(ascii: "e") {
      let sign = byte(length + 1)
      let start = length + (sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? 2 : 1)
      if digits(at: start) > 0 { length = start + digits(at: start) }
    }
    return token(.literal, length: length, name: text(offset, offset + length))
  }

  private func digits(at distance: Int) -> Int {
    var length = 0
    while let next = byte(distance + length), Self.isDigit(next) { length += 1 }
    return length
  }

  mutating func open(_ kind: TokenKind, _ enclosure: Enclosure, length: Int = 1) -> Token {
    enclosures.append(enclosure)
    return token(kind, length: length)
  }

  private mutating func close(_ byte: UInt8) -> Token {
    let kind: TokenKind? =
      switch (enclosures.last, byte) {
      case (.parenthesis, UInt8(ascii: ")")): .rightParenthesis
      case (.interpolation, UInt8(ascii: ")")): .interpolationEnd
      case (.bracket, UInt8(ascii: "]")): .rightBracket
      case (.brace, UInt8(ascii: "}")): .rightBrace
      default: nil
      }
    guard let kind else { return token(.invalid, length: 1) }
    enclosures.removeLast()
    return token(kind, length: 1)
  }

  private mutating func symbol() -> Token {
    for length in [3, 2, 1] where offset + length <= bytes.count {
      if let kind = Self.symbol(text(offset, offset + length)) { return token(kind, length: length) }
    }
    return token(.invalid, length: dialect == .jq ? 1 : scalarLength)
  }

  /// The length of the current scalar in bytes, so that messages never split a character; jq counts single bytes.
  private var scalarLength: Int {
    var length = 1
    while let next = byte(length), next & 0xC0 == 0x80 { length += 1 }
    return length
  }

  private static func symbol(_ text: String) -> TokenKind? {
    switch text {
    case "?//": .alternation
    case "//=": .setAlternative
    case "!=": .notEqual
    case "==": .equal
    case "//": .alternative
    case "|=": .setPipe
    case "+=": .setPlus
    case "-=": .setMinus
    case "*=": .setMultiply
    case "/=": .setDivide
    case "%=": .setRemainder
    case "<=": .lessOrEqual
    case ">=": .greaterOrEqual
    case "?": .question
    case "=": .assign
    case ";": .semicolon
    case ",": .comma
    case ":": .colon
    case "|": .pipe
    case "+": .plus
    case "-": .minus
    case "*": .times
    case "/": .divide
    case "%": .percent
    case "<": .less
    case ">": .greater
    default: nil
    }
  }
}
