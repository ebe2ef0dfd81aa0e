/// Receives the tokens of a scanner; its methods return an error message or nil.
protocol Grammar {
  var isBetweenTexts: Bool { get }

  mutating func value(_ value: Value) -> String?

  /// Handles a bracket, brace, comma or colon.
  mutating func structure(_ byte: UInt8) -> String?
}

/// Scans JSON byte by byte like jq, to produce jq's error messages and events.
struct Scanner<G: Grammar> {
  private enum Mode {
    case normal, string, escape
  }

  var grammar: G
  private(set) var place: Place
  private var mode = Mode.normal
  private var token: [UInt8] = []
  private var lastIsBlank = false

  init(_ grammar: G, at place: Place) {
    self.grammar = grammar
    self.place = place
  }

  /// Whether the input so far ends within a token or a container.
  var isInside: Bool { !lastIsBlank && (!grammar.isBetweenTexts || !token.isEmpty) }

  /// Scans the next bytes; returns the first error.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> ParseError? {
    for byte in bytes {
      if let message = scan(byte) { return error(message) }
    }
    return nil
  }

  /// Ends the input; returns the error at its end, if any.
  mutating func finish() -> ParseError? {
    if mode != .normal { return error("Unfinished string at EOF") }
    if let message = endWord() { return error(message + " at EOF") }
    return grammar.isBetweenTexts ? nil : error("Unfinished JSON term at EOF")
  }

  /// Creates an error at the current position.
  func error(_ message: String, _ hint: String = "") -> ParseError {
    let text = "\(message) at line \(place.line), column \(place.column)\(hint)"
    return ParseError(message: text, offset: place.offset, line: place.line, column: place.column)
  }

  mutating func scan(_ byte: UInt8) -> String? {
    place.advance(over: byte)
    lastIsBlank = false
    switch mode {
    case .normal: return scanNormal(byte)
    case .string where byte == 0x22:
      mode = .normal
      return endString()
    case .string: mode = byte == 0x5C ? .escape : .string
    case .escape: mode = .string
    }
    token.append(byte)
    return nil
  }

  private mutating func scanNormal(_ byte: UInt8) -> String? {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D:
      lastIsBlank = true
      return endWord()
    case 0x22:
      mode = .string
      return endWord()
    case 0x5B, 0x7B, 0x2C, 0x3A, 0x5D, 0x7D: return endWord() ?? grammar.structure(byte)
    default:
      token.append(byte)
      return nil
    }
  }

  /// Passes a bare word to the grammar.
  mutating func endWord() -> String? {
    guard let first = token.first else { return nil }
    defer { token.removeAll(keepingCapacity: true) }
    switch first {
    case 0x27: return "Invalid string literal; expected \", but got '"
    case 0x74: return endName("true", .bool(true))
    case 0x66: return endName("false", .bool(false))
    case 0x6E where token.count > 1 && token[1] == 0x75: return endName("null", .null)
    default:
      let number = token.withUnsafeBufferPointer { NumberText.value(NumberText.prefix($0)) }
      guard let number else { return "Invalid numeric literal" }
      return grammar.value(number)
    }
  }

  private mutating func endName(_ name: String, _ value: Value) -> String? {
    token.elementsEqual(name.utf8) ? grammar.value(value) : "Invalid literal"
  }

  private mutating func endString() -> String? {
    defer { token.removeAll(keepingCapacity: true) }
    if let message = token.withUnsafeBufferPointer(StringText.error) { return message }
    return grammar.value(Value(token.withUnsafeBufferPointer(StringText.unescape)))
  }
}

extension Scanner {
  /// Advances over a byte that belongs to no text.
  mutating func skip(_ byte: UInt8) { place.advance(over: byte) }
}
