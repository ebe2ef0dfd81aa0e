import JSON

/// `[body]`
final class ArrayNode: Node, @unchecked Sendable {
  let body: Node

  init(_ body: Node) {
    self.body = body
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    if body.isScalar { return .array([try body.one(input, frame)]) }
    var elements: [Value] = []
    let signal: Signal
    do throws(Thrown) {
      signal = try body.run(input, frame) { (value: consuming Value) throws(Thrown) in
        elements.append(value)
        return .proceed
      }
    } catch {
      if frame.context.keepsPartialArrays, error.fault.isFromOutside, !elements.isEmpty {
        frame.context.partialArray = elements
      }
      throw error
    }
    if signal != .proceed { throw Thrown(.unwind(signal)) }
    return .array(elements)
  }
}

/// `{…}`; the first member is the outermost loop, and a key is outside its value.
final class ObjectNode: Node, @unchecked Sendable {
  struct Member {
    let key: Node
    /// nil for the member of the input with that key.
    let value: Node?
    let place: Place
    /// The key, if it is constant.
    var name: Text? { (key as? LiteralNode)?.value.text }

    init(key: Node, value: Node?, place: Place) {
      self.key = key
      self.value = value
      self.place = place
    }
  }

  let members: [Member]
  private let names: [Text?]

  init(_ members: [Member]) {
    self.members = members
    names = members.map(\.name)
    super.init(isScalar: members.allSatisfy { $0.key.isScalar && $0.value?.isScalar ?? true })
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    var object = Object(minimumCapacity: members.count)
    for index in members.indices {
      let member = members[index]
      if let key = names[index] {
        if let value = member.value {
          object.updateValue(try value.one(copy input, frame), forKey: key)
        } else {
          object.updateValue(try field(copy input, key, member), forKey: key)
        }
      } else {
        let key = try member.key.one(copy input, frame)
        let value = try member.value?.one(copy input, frame)
        let name = try name(key, member)
        if let value {
          object.updateValue(value, forKey: name)
        } else {
          object.updateValue(try field(copy input, name, member), forKey: name)
        }
      }
    }
    return .object(object)
  }

  private func name(_ key: Value, _ member: Member) throws(Thrown) -> Text {
    guard let text = key.text else { throw Thrown(.objectKey(key), member.place) }
    return text
  }

  private func field(_ input: Value, _ key: Text, _ member: Member) throws(Thrown) -> Value {
    do throws(Thrown) { return try Access.get(input, Value(key)) } catch { throw error.at(member.place) }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    return try build(0, Object(), input, frame, yield)
  }

  private func build(
    _ index: Int, _ object: Object, _ input: Value, _ frame: Frame, _ yield: Yield
  ) throws(Thrown) -> Signal {
    guard index < members.count else { return try yield(.object(object)) }
    let member = members[index]
    return try member.key.run(input, frame) { (key: consuming Value) throws(Thrown) in
      let key = key
      guard let value = member.value else {
        let key = try name(key, member)
        var next = object
        next.updateValue(try field(input, key, member), forKey: key)
        return try build(index + 1, next, input, frame, yield)
      }
      return try value.run(input, frame) { (result: consuming Value) throws(Thrown) in
        // As in jq, the key is checked only after its value is known.
        var next = object
        next.updateValue(result, forKey: try name(key, member))
        return try build(index + 1, next, input, frame, yield)
      }
    }
  }
}

/// `"…\(expr)…"`, optionally with a format; the last interpolation is the outermost loop.
final class StringNode: Node, @unchecked Sendable {
  enum Part {
    case text(Text)
    case interpolation(Node)
  }

  let parts: [Part]
  let format: Encoding
  let place: Place
  /// Whether interpolated nulls are recorded.
  private let tellsNulls: Bool

  init(_ parts: [Part], format: Encoding, tellsNulls: Bool, _ place: Place) {
    self.tellsNulls = tellsNulls
    self.parts = parts
    self.format = format
    self.place = place
    super.init(
      isScalar: parts.allSatisfy {
        if case .interpolation(let node) = $0 { node.isScalar } else { true }
      })
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    var bytes: [UInt8] = []
    var lacks = false
    for part in parts {
      switch part {
      case .text(let text): text.withUTF8 { bytes.append(contentsOf: $0) }
      case .interpolation(let node):
        let value = try node.one(copy input, frame)
        if tellsNulls, !lacks { lacks = isNull(value, frame) }
        try append(value, to: &bytes)
      }
    }
    return made(bytes.withUnsafeBufferPointer { Text(validated: $0) }, lacks, frame)
  }

  /// Whether a value is null or a text that contains an interpolated null.
  private func isNull(_ value: borrowing Value, _ frame: Frame) -> Bool {
    if value.isNull { return true }
    guard let texts = frame.context.nullTexts, let text = value.text else { return false }
    return texts.holds(text)
  }

  private func made(_ text: Text, _ lacks: Bool, _ frame: Frame) -> Value {
    if lacks { frame.context.nullTexts?.note(text) }
    return Value(text)
  }

  private func append(_ value: Value, to bytes: inout [UInt8]) throws(Thrown) {
    do throws(Thrown) { try format.append(value, to: &bytes) } catch { throw error.at(place) }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    return try build(parts.count - 1, Text.empty, false, input, frame, yield)
  }

  /// Builds the text from the end.
  private func build(
    _ index: Int, _ tail: Text, _ lacks: Bool, _ input: Value, _ frame: Frame, _ yield: Yield
  ) throws(Thrown) -> Signal {
    guard index >= 0 else { return try yield(made(tail, lacks, frame)) }
    switch parts[index] {
    case .text(let text): return try build(index - 1, text + tail, lacks, input, frame, yield)
    case .interpolation(let node):
      return try node.run(input, frame) { (value: consuming Value) throws(Thrown) in
        var bytes: [UInt8] = []
        let lacks = lacks || tellsNulls && isNull(value, frame)
        try append(value, to: &bytes)
        let text = bytes.withUnsafeBufferPointer { Text(validated: $0) }
        return try build(index - 1, text + tail, lacks, input, frame, yield)
      }
    }
  }
}
