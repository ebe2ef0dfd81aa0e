public import JSON

/// Writes values as JSON in jq's layout, with optional colours, escapes and masks. Uses constant stack space at any
/// depth; as in jq, values nested more than 10,000 levels deep are written as `<skipped: too deep>`.
public struct JSONWriter: Sendable {
  /// Line breaks, indentation, key order and non-ASCII escapes.
  public var format: Format
  /// The colours; nil for none.
  public var colours: JSONColours? {
    didSet { tokens = JSONTokens(colours) }
  }
  /// Whether the output goes to a terminal, so that everything that could control it is escaped.
  public var isTerminal: Bool
  /// Returns the replacement for a string, given its key.
  public var mask: Mask?
  /// The number of bytes after which writing may stop, even within a value.
  var byteLimit = Int.max
  private(set) var tokens: JSONTokens

  /// Creates a writer.
  public init(
    _ format: Format = .compact, colours: JSONColours? = nil, isTerminal: Bool = false, mask: Mask? = nil
  ) {
    self.format = format
    self.colours = colours
    self.isTerminal = isTerminal
    self.mask = mask
    tokens = JSONTokens(colours)
  }

  /// Appends a value without a trailing line break. `key` is the name of the member with this value, for the mask.
  public func write(_ value: Value, key: Text? = nil, to output: inout [UInt8]) {
    guard colours != nil || isTerminal || mask != nil || byteLimit < .max else {
      return value.write(to: &output, format)
    }
    let limit = byteLimit == .max ? .max : output.count + byteLimit
    guard var current = writeStart(of: value, key: key, depth: 0, to: &output) else { return }
    var outer = [OpenContainer]()
    while output.count < limit {
      guard let member = current.next() else {
        writeEnd(of: current, depth: outer.count, to: &output)
        guard let last = outer.popLast() else { return }
        current = last
        continue
      }
      writeSeparator(in: current, depth: outer.count + 1, to: &output)
      if let key = member.key { writeKey(key, to: &output) }
      let name = member.key ?? current.key
      if let inner = writeStart(of: member.value, key: name, depth: outer.count + 1, to: &output) {
        outer.append(current)
        current = inner
      }
    }
  }
}

/// An array or object that is partly written.
private struct OpenContainer {
  enum Kind {
    case array([Value])
    case object(Object)
    case sorted(Object, places: [Int])
  }

  let kind: Kind
  /// The key of the container, or of the array that contains it.
  let key: Text?
  private(set) var index = 0

  init(_ kind: Kind, key: Text?) {
    self.kind = kind
    self.key = key
  }

  mutating func next() -> (key: Text?, value: Value)? {
    defer { index += 1 }
    switch kind {
    case .array(let elements):
      return index < elements.count ? (nil, elements[index]) : nil
    case .object(let object):
      guard index < object.count else { return nil }
      let member = object.member(at: index)
      return (member.key, member.value)
    case .sorted(let object, let places):
      guard index < places.count else { return nil }
      let member = object.member(at: places[index])
      return (member.key, member.value)
    }
  }

  var isArray: Bool {
    if case .array = kind { true } else { false }
  }
}

extension JSONWriter {
  private static let maximumDepth = 10_000

  private var escaping: JSONEscaping { format.ascii ? .ascii : isTerminal ? .terminal : .standard }

  /// Writes a scalar or an empty container completely; otherwise writes the opening bracket and returns the container.
  private func writeStart(of value: Value, key: Text?, depth: Int, to output: inout [UInt8]) -> OpenContainer? {
    switch value.kind {
    case .array:
      let elements = value.array ?? []
      guard writeOpening(tokens.array, isEmpty: elements.isEmpty, depth: depth, to: &output) else { return nil }
      return OpenContainer(.array(elements), key: key)
    case .object:
      let object = value.object ?? Object()
      guard writeOpening(tokens.object, isEmpty: object.isEmpty, depth: depth, to: &output) else { return nil }
      return OpenContainer(format.sortKeys ? .sorted(object, places: object.sortedPlaces) : .object(object), key: key)
    case .null, .false, .true, .number, .string:
      writeScalar(value, key: key, depth: depth, to: &output)
      return nil
    }
  }

  private func writeOpening(
    _ tokens: JSONTokens.Container, isEmpty: Bool, depth: Int, to output: inout [UInt8]
  ) -> Bool {
    let isTooDeep = depth > Self.maximumDepth
    output.append(contentsOf: isTooDeep ? tokens.tooDeep : isEmpty ? tokens.empty : tokens.open)
    return !isTooDeep && !isEmpty
  }

  private func writeScalar(_ value: Value, key: Text?, depth: Int, to output: inout [UInt8]) {
    output.append(contentsOf: tokens.start(of: value.kind))
    if depth > Self.maximumDepth {
      output.append(contentsOf: "<skipped: too deep>".utf8)
    } else if let text = value.text {
      let shown = mask?(text, key) ?? text
      shown.withUTF8 { appendString($0, to: &output) }
    } else if let double = value.double, double.isNaN {
      output.append(contentsOf: tokens.nan)
    } else {
      value.write(to: &output)
    }
    output.append(contentsOf: tokens.end)
  }

  private func writeSeparator(in container: OpenContainer, depth: Int, to output: inout [UInt8]) {
    // The index has already advanced past the member to be written.
    if container.index > 1 { output.append(contentsOf: container.isArray ? tokens.array.comma : tokens.object.comma) }
    breakLine(depth: depth, to: &output)
  }

  func writeKey(_ key: Text, to output: inout [UInt8]) {
    output.append(contentsOf: tokens.key)
    key.withUTF8 { appendString($0, to: &output) }
    output.append(contentsOf: tokens.end)
    output.append(contentsOf: tokens.object.colon)
    if format.indent != .none { output.append(0x20) }
  }

  private func writeEnd(of container: OpenContainer, depth: Int, to output: inout [UInt8]) {
    breakLine(depth: depth, to: &output)
    output.append(contentsOf: container.isArray ? tokens.array.close : tokens.object.close)
  }

  /// Appends a string, up to the byte limit.
  private func appendString(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard bytes.count > byteLimit else { return appendJSONString(bytes, escaping: escaping, to: &output) }
    var end = byteLimit
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    appendJSONString(UnsafeBufferPointer(rebasing: bytes[..<end]), escaping: escaping, to: &output)
  }

  private func breakLine(depth: Int, to output: inout [UInt8]) {
    switch format.indent {
    case .none: return
    case .tab: indent(0x09, depth, to: &output)
    case .spaces(let width): indent(0x20, depth * max(0, width), to: &output)
    }
  }

  private func indent(_ byte: UInt8, _ count: Int, to output: inout [UInt8]) {
    output.append(0x0A)
    for _ in 0..<count { output.append(byte) }
  }
}
