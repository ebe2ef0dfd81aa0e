/// Finds what jq says about a text that is not JSON, by reading it byte by byte as jq does.
struct Diagnosis {
  /// What an open container waits for.
  private enum Frame {
    case array(isEmpty: Bool)
    case object(isEmpty: Bool)
    case key
  }

  /// A value that was read and not yet put into its container.
  private enum Pending {
    case none, string, number, other
  }

  private enum Mode {
    case normal, string, escape
  }

  private var frames: [Frame] = []
  private var pending = Pending.none
  private var mode = Mode.normal
  private var token: [UInt8] = []
  private var place: Place

  /// Begins with a text that starts at `place`.
  init(_ place: Place) { self.place = place }

  /// Reads on; the error if one is found in these bytes.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> ParseError? {
    for byte in bytes {
      if let message = scan(byte) { return error(message) }
    }
    return nil
  }

  /// The error at the end of the input.
  mutating func finish() -> ParseError {
    if mode != .normal { return error("Unfinished string at EOF") }
    if let message = endWord() { return error(message + " at EOF") }
    return error("Unfinished JSON term at EOF")
  }

  private func error(_ message: String) -> ParseError {
    let text = "\(message) at line \(place.line), column \(place.column)"
    return ParseError(message: text, offset: place.offset, line: place.line, column: place.column)
  }
}

extension Diagnosis {
  private mutating func scan(_ byte: UInt8) -> String? {
    place.advance(over: byte)
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
    case 0x20, 0x09, 0x0A, 0x0D: return endWord()
    case 0x22:
      mode = .string
      return endWord()
    case 0x5B, 0x7B, 0x2C, 0x3A, 0x5D, 0x7D:
      if let message = endWord() { return message }
      if frames.isEmpty { pending = .none }
      return structure(byte)
    default:
      token.append(byte)
      return nil
    }
  }

  private mutating func put(_ value: Pending) -> String? {
    if frames.isEmpty && pending != .none { pending = .none }
    if pending != .none { return "Expected separator between values" }
    pending = value
    return nil
  }

  private mutating func endWord() -> String? {
    guard let first = token.first else { return nil }
    defer { token = [] }
    let names: [UInt8: String] = [0x74: "true", 0x66: "false"]
    if first == 0x27 { return "Invalid string literal; expected \", but got '" }
    let name = first == 0x6E && token.count > 1 && token[1] == 0x75 ? "null" : names[first]
    if let name { return token.elementsEqual(name.utf8) ? put(.other) : "Invalid literal" }
    let isNumber = token.withUnsafeBufferPointer { NumberText.value(NumberText.prefix($0)) != nil }
    return isNumber ? put(.number) : "Invalid numeric literal"
  }

  private mutating func endString() -> String? {
    defer { token = [] }
    if let message = token.withUnsafeBufferPointer(Diagnosis.stringError) { return message }
    return put(.string)
  }

  private static func stringError(_ source: UnsafeBufferPointer<UInt8>) -> String? {
    var index = 0
    while index < source.count {
      if source[index] < 0x20 {
        return "Invalid string: control characters from U+0000 through U+001F must be escaped"
      }
      guard source[index] == 0x5C else {
        index += 1
        continue
      }
      guard index + 1 < source.count else { return "Expected escape character at end of string" }
      switch source[index + 1] {
      case 0x5C, 0x22, 0x2F, 0x62, 0x66, 0x74, 0x6E, 0x72: index += 2
      case 0x75:
        if let message = unicodeError(source, &index) { return message }
      default: return "Invalid escape"
      }
    }
    return nil
  }

  private static func unicodeError(_ source: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> String? {
    guard index + 6 <= source.count else { return "Invalid \\uXXXX escape" }
    guard let unit = StringText.hex(source, index + 2) else { return "Invalid characters in \\uXXXX escape" }
    index += 6
    guard (0xD800...0xDBFF).contains(unit) else { return nil }
    let message = "Invalid \\uXXXX\\uXXXX surrogate pair escape"
    guard index + 6 <= source.count, source[index] == 0x5C, source[index + 1] == 0x75,
      let low = StringText.hex(source, index + 2), (0xDC00...0xDFFF).contains(low)
    else { return message }
    index += 6
    return nil
  }
}

extension Diagnosis {
  private mutating func structure(_ byte: UInt8) -> String? {
    switch byte {
    case 0x5B: open(.array(isEmpty: true))
    case 0x7B: open(.object(isEmpty: true))
    case 0x3A: colon()
    case 0x2C: comma()
    case 0x5D: closeArray()
    default: closeObject()
    }
  }

  private mutating func open(_ frame: Frame) -> String? {
    if frames.count >= Tokenizer.deepest { return "Exceeds depth limit for parsing" }
    if pending != .none { return "Expected separator between values" }
    frames.append(frame)
    return nil
  }

  private mutating func colon() -> String? {
    if pending == .none { return "Expected string key before ':'" }
    guard case .object = frames.last else { return "':' not as part of an object" }
    if pending != .string { return "Object keys must be strings" }
    frames.append(.key)
    pending = .none
    return nil
  }

  private mutating func comma() -> String? {
    if pending == .none { return "Expected value before ','" }
    switch frames.last {
    case nil: return "',' not as part of an object or array"
    case .array: frames[frames.count - 1] = .array(isEmpty: false)
    case .key: endMember()
    case .object: return "Objects must consist of key:value pairs"
    }
    pending = .none
    return nil
  }

  private mutating func endMember() {
    frames.removeLast()
    frames[frames.count - 1] = .object(isEmpty: false)
  }

  private mutating func closeArray() -> String? {
    guard case .array(let isEmpty) = frames.last else { return "Unmatched ']'" }
    if pending == .none && !isEmpty { return "Expected another array element" }
    return endContainer()
  }

  private mutating func closeObject() -> String? {
    switch (frames.last, pending) {
    case (nil, _): return "Unmatched '}'"
    case (.key, .none), (.array, .none): return "Unmatched '}'"
    case (.object(isEmpty: false), .none): return "Expected another key-value pair"
    case (.object(isEmpty: true), .none): break
    case (.key, _): endMember()
    case (.array, _), (.object, _): return "Objects must consist of key:value pairs"
    }
    return endContainer()
  }

  private mutating func endContainer() -> String? {
    frames.removeLast()
    pending = frames.isEmpty ? .none : .other
    return nil
  }
}
