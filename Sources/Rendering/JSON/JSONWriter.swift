public import JSON

/// Writes values as JSON in jq's layout, with colours, escapes and masks where asked for. Takes constant stack however
/// deep a value is; what lies deeper than 10,000 levels is written `<skipped: too deep>`, as jq does.
public struct JSONWriter: Sendable {
  /// Line breaks, indentation, order of keys, escapes beyond ASCII.
  public var format: Format
  /// The colours; nil writes none.
  public var colours: JSONColours?
  /// Whether a terminal shows the text: then all is escaped that could steer it.
  public var isTerminal: Bool
  /// What is shown in place of a string, by the key it stands under.
  public var mask: Mask?
  /// Writing may stop, in the middle of the value, when so many bytes are there.
  var byteLimit = Int.max

  public init(
    _ format: Format = .compact, colours: JSONColours? = nil, isTerminal: Bool = false, mask: Mask? = nil
  ) {
    self.format = format
    self.colours = colours
    self.isTerminal = isTerminal
    self.mask = mask
  }

  /// Appends a value; no line break behind it. `key` is the member it is the value of, for the mask.
  public func write(_ value: Value, key: Text? = nil, to output: inout [UInt8]) {
    guard colours != nil || isTerminal || mask != nil || byteLimit < .max else {
      return value.write(to: &output, format)
    }
    var open = [OpenContainer]()
    let limit = byteLimit == .max ? .max : output.count + byteLimit
    writeStart(of: value, key: key, opening: &open, to: &output)
    while let top = open.last, output.count < limit {
      guard let member = top.next else {
        open.removeLast()
        writeEnd(of: top, depth: open.count, to: &output)
        continue
      }
      open[open.count - 1].index += 1
      writeSeparator(in: top, depth: open.count, to: &output)
      if let key = member.key { writeKey(key, of: top, to: &output) }
      writeStart(of: member.value, key: member.key ?? top.key, opening: &open, to: &output)
    }
  }
}

/// An array or object of which a part is written.
private struct OpenContainer {
  enum Kind {
    case array([Value])
    case object(Object)
    case sorted(Object, keys: [Text])
  }

  let kind: Kind
  /// The key that the container, or the array around it, stands under.
  let key: Text?
  var index = 0

  var next: (key: Text?, value: Value)? {
    switch kind {
    case .array(let elements):
      return index < elements.count ? (nil, elements[index]) : nil
    case .object(let object):
      guard index < object.count else { return nil }
      let member = object.member(at: index)
      return (member.key, member.value)
    case .sorted(let object, let keys):
      return index < keys.count ? (keys[index], object[keys[index]] ?? .null) : nil
    }
  }

  var isArray: Bool {
    if case .array = kind { true } else { false }
  }
}

extension JSONWriter {
  private static let maximumDepth = 10_000

  private var escaping: JSONEscaping { format.ascii ? .ascii : isTerminal ? .terminal : .standard }

  private func writeStart(of value: Value, key: Text?, opening open: inout [OpenContainer], to output: inout [UInt8]) {
    if open.count > Self.maximumDepth {
      return write("<skipped: too deep>", in: colour(of: value), to: &output)
    }
    if let elements = value.array {
      guard !elements.isEmpty else { return write("[]", in: colours?.arrays, to: &output) }
      write("[", in: colours?.arrays, to: &output)
      open.append(OpenContainer(kind: .array(elements), key: key))
    } else if let object = value.object {
      guard !object.isEmpty else { return write("{}", in: colours?.objects, to: &output) }
      write("{", in: colours?.objects, to: &output)
      let kind: OpenContainer.Kind = format.sortKeys ? .sorted(object, keys: object.sortedKeys) : .object(object)
      open.append(OpenContainer(kind: kind, key: key))
    } else {
      writeScalar(value, key: key, to: &output)
    }
  }

  private func writeScalar(_ value: Value, key: Text?, to output: inout [UInt8]) {
    begin(colour(of: value), to: &output)
    if let text = value.text {
      let shown = mask?(text, key) ?? text
      shown.withUTF8 { appendString($0, to: &output) }
    } else if let double = value.double, double.isNaN {
      write("null", in: colours?.null, to: &output)
    } else {
      value.write(to: &output)
    }
    end(colours, to: &output)
  }

  private func writeSeparator(in container: OpenContainer, depth: Int, to output: inout [UInt8]) {
    if container.index > 0 { write(",", in: colour(of: container), to: &output) }
    breakLine(depth: depth, to: &output)
  }

  private func writeKey(_ key: Text, of container: OpenContainer, to output: inout [UInt8]) {
    begin(colours?.objectKeys, to: &output)
    key.withUTF8 { appendString($0, to: &output) }
    end(colours, to: &output)
    write(":", in: colour(of: container), to: &output)
    if format.indent != .none { output.append(0x20) }
  }

  private func writeEnd(of container: OpenContainer, depth: Int, to output: inout [UInt8]) {
    breakLine(depth: depth, to: &output)
    write(container.isArray ? "]" : "}", in: colour(of: container), to: &output)
  }

  /// A string's bytes, no more of them than the limit can show.
  private func appendString(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard bytes.count > byteLimit else { return appendJSONString(bytes, escaping: escaping, to: &output) }
    var end = byteLimit
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    appendJSONString(UnsafeBufferPointer(rebasing: bytes[..<end]), escaping: escaping, to: &output)
  }

  private func breakLine(depth: Int, to output: inout [UInt8]) {
    switch format.indent {
    case .none: return
    case .tab: output.append(0x0A); output.append(contentsOf: repeatElement(0x09, count: depth))
    case .spaces(let width): output.append(0x0A); output.append(contentsOf: repeatElement(0x20, count: depth * width))
    }
  }
}

extension JSONWriter {
  private func colour(of value: Value) -> String? {
    guard let colours else { return nil }
    return switch value.kind {
    case .null: colours.null
    case .false: colours.false
    case .true: colours.true
    case .number: colours.numbers
    case .string: colours.strings
    case .array: colours.arrays
    case .object: colours.objects
    }
  }

  private func colour(of container: OpenContainer) -> String? {
    container.isArray ? colours?.arrays : colours?.objects
  }

  private func write(_ token: String, in colour: String?, to output: inout [UInt8]) {
    begin(colour, to: &output)
    output.append(contentsOf: token.utf8)
    end(colours, to: &output)
  }

  private func begin(_ colour: String?, to output: inout [UInt8]) {
    guard let colour else { return }
    output.append(0x1B)
    output.append(0x5B)
    output.append(contentsOf: colour.utf8)
    output.append(0x6D)
  }

  private func end(_ colours: JSONColours?, to output: inout [UInt8]) {
    if colours != nil { output.append(contentsOf: [0x1B, 0x5B, 0x30, 0x6D]) }
  }
}
