/// Creates the events of `jq --stream` from tokens.
struct EventGrammar: Grammar {
  /// The last significant token.
  private enum Last {
    case none, openArray, openObject, colon, comma, value
  }

  /// The pending events: `[path, leaf]` and `[path]`.
  var events: [Value] = []
  /// Positions and keys; null for a key that is not yet known.
  private(set) var path: [Value] = []
  private var pending: Value?
  private var last = Last.none

  var isBetweenTexts: Bool { path.isEmpty }

  mutating func value(_ value: Value) -> String? {
    if path.isEmpty {
      events.append(.array([.array([]), value]))
      return nil
    }
    if pending != nil || last == .value { return "Expected separator between values" }
    pending = value
    last = .value
    return nil
  }

  mutating func structure(_ byte: UInt8) -> String? {
    switch byte {
    case 0x5B: openArray()
    case 0x7B: openObject()
    case 0x3A: colon()
    case 0x2C: comma()
    case 0x5D: close("]")
    default: close("}")
    }
  }
}

extension EventGrammar {
  private var isInArray: Bool { path.last?.kind == .number }

  private mutating func openArray() -> String? {
    if pending != nil { return "Expected a separator between values" }
    if let message = misplaced("[") { return message }
    path.append(.number(0))
    last = .openArray
    return nil
  }

  private mutating func openObject() -> String? {
    if last == .value { return "Expected a separator between values" }
    if let message = misplaced("{") { return message }
    path.append(.null)
    last = .openObject
    return nil
  }

  private func misplaced(_ bracket: String) -> String? {
    if last == .openObject { return "Expected string key after '{', not '\(bracket)'" }
    if last == .comma && !isInArray { return "Expected string key after ',' in object, not '\(bracket)'" }
    return nil
  }

  private mutating func colon() -> String? {
    if path.isEmpty || isInArray { return "':' not as part of an object" }
    guard let key = pending else { return "Expected string key before ':'" }
    if key.kind != .string { return "Object keys must be strings" }
    if last != .value { return "':' should follow a key" }
    last = .colon
    path[path.count - 1] = key
    pending = nil
    return nil
  }

  private mutating func comma() -> String? {
    if last != .value { return "Expected value before ','" }
    guard let step = path.last else { return "',' not as part of an object or array" }
    if step.isNull { return "Objects must consist of key:value pairs" }
    emitPending()
    path[path.count - 1] = step.double.map { .number($0 + 1) } ?? .null
    last = .comma
    return nil
  }

  /// Emits the pending leaf.
  private mutating func emitPending() {
    guard let leaf = pending.take() else { return }
    events.append(.array([.array(path), leaf]))
  }
}

extension EventGrammar {
  private mutating func close(_ bracket: String) -> String? {
    if path.isEmpty { return "Unmatched '\(bracket)' at the top-level" }
    let isArray = bracket == "]"
    if last == .comma { return isArray ? "Expected another array element" : "Expected another key:value pair" }
    if isArray != isInArray { return "Unmatched '\(bracket)' in the middle of an \(isArray ? "object" : "array")" }
    if !isArray, let message = incompleteMember() { return message }
    let isEmpty = last == (isArray ? .openArray : .openObject)
    emitPending()
    if !isEmpty { events.append(.array([.array(path)])) }
    path.removeLast()
    if isEmpty { events.append(.array([.array(path), isArray ? .array([]) : .object(Object())])) }
    last = path.isEmpty ? .none : .value
    return nil
  }

  private func incompleteMember() -> String? {
    if pending != nil { return path.last?.kind == .string ? nil : "Objects must consist of key:value pairs" }
    return last == .colon ? "Missing value in key:value pair" : nil
  }
}
