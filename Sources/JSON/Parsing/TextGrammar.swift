/// The grammar of JSON texts, with jq's error messages.
struct TextGrammar: Grammar {
  /// An open container, and what it expects next.
  private enum Frame {
    case array(isEmpty: Bool)
    case object(isEmpty: Bool)
    case key
  }

  /// A value that has been read but not yet added to its container.
  private enum Pending {
    case none, string, number, other
  }

  private var frames: [Frame] = []
  private var pending = Pending.none

  var isBetweenTexts: Bool { frames.isEmpty }

  /// Whether the input ends with a number outside any container.
  var endsWithNumber: Bool { frames.isEmpty && pending == .number }

  mutating func value(_ value: Value) -> String? {
    if frames.isEmpty { pending = .none }
    if pending != .none { return "Expected separator between values" }
    switch value.kind {
    case .string: pending = .string
    case .number: pending = .number
    case .null, .false, .true, .array, .object: pending = .other
    }
    return nil
  }

  mutating func structure(_ byte: UInt8) -> String? {
    if frames.isEmpty { pending = .none }
    return switch byte {
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
