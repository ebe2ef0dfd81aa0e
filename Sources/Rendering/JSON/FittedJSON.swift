import JSON
import Width

/// JSON with as few lines as the terminal width allows: values that fit are on one line, and short elements share
/// lines.
struct FittedJSON {
  private let writer: JSONWriter
  private let width: Int
  /// The depth below which values stay on a single line, regardless of width.
  private static let depth = 60

  init(_ options: RenderingOptions) {
    writer = options.jsonWriter(.compact)
    width = options.room(orElse: 80)
  }

  func write(_ value: Value, to output: inout [UInt8]) {
    write(value, key: nil, depth: 0, room: width, to: &output)
    output.append(0x0A)
  }

  private func write(_ value: Value, key: Text?, depth: Int, room: Int, to output: inout [UInt8]) {
    if depth >= Self.depth || value.isScalar || fits(value, key: key, room: room) {
      return writer.write(value, key: key, to: &output)
    }
    if let elements = value.array {
      write(elements, key: key, depth: depth, to: &output)
    } else if let object = value.object {
      write(object, depth: depth, to: &output)
    }
  }

  private func fits(_ value: Value, key: Text?, room: Int) -> Bool {
    columns(of: value, key: key, atMost: room) <= room
  }

  /// The width of a value on a single line; any number above the limit if it is wider.
  private func columns(of value: Value, key: Text?, atMost limit: Int) -> Int {
    var plain = JSONWriter(isTerminal: true, mask: writer.mask)
    plain.byteLimit = max(1, limit) * 4 + 16
    var bytes = [UInt8]()
    plain.write(value, key: key, to: &bytes)
    guard bytes.count < plain.byteLimit else { return .max }
    return displayWidth(of: String(decoding: bytes, as: UTF8.self))
  }

  private func write(_ elements: [Value], key: Text?, depth: Int, to output: inout [UInt8]) {
    let tokens = writer.tokens.array
    output.append(contentsOf: tokens.open)
    if let widths = fillWidths(elements, key: key) {
      fill(elements, widths, key: key, depth: depth, to: &output)
    } else {
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(contentsOf: tokens.comma) }
        breakLine(depth: depth + 1, to: &output)
        let comma = index + 1 < elements.count ? 1 : 0
        write(element, key: key, depth: depth + 1, room: width - 2 * (depth + 1) - comma, to: &output)
      }
      breakLine(depth: depth, to: &output)
    }
    output.append(contentsOf: tokens.close)
  }

  private func write(_ object: Object, depth: Int, to output: inout [UInt8]) {
    let tokens = writer.tokens.object
    output.append(contentsOf: tokens.open)
    for (index, member) in object.enumerated() {
      if index > 0 { output.append(contentsOf: tokens.comma) }
      breakLine(depth: depth + 1, to: &output)
      let start = output.count
      writer.writeKey(member.key, to: &output)
      output.append(0x20)
      let taken = displayWidth(of: String(decoding: output[start...], as: UTF8.self))
      write(member.value, key: member.key, depth: depth + 1, room: width - 2 * (depth + 1) - taken - 1, to: &output)
    }
    breakLine(depth: depth, to: &output)
    output.append(contentsOf: tokens.close)
  }

  /// The widths of the elements if all are short scalars, so that several share a line; otherwise nil.
  private func fillWidths(_ elements: [Value], key: Text?) -> [Int]? {
    var widths = [Int]()
    for element in elements {
      guard element.isScalar else { return nil }
      let columns = columns(of: element, key: key, atMost: width / 5)
      guard columns <= width / 5 else { return nil }
      widths.append(columns)
    }
    return widths
  }

  /// Writes short elements in sequence; continuation lines are aligned with the first element.
  private func fill(_ elements: [Value], _ widths: [Int], key: Text?, depth: Int, to output: inout [UInt8]) {
    var column = 2 * depth + 1
    for (index, element) in elements.enumerated() {
      if index > 0 {
        output.append(contentsOf: writer.tokens.array.comma)
        if column + widths[index] + 3 > width {
          breakLine(depth: depth, to: &output)
          column = 2 * depth
        }
        output.append(0x20)
        column += 1
      }
      writer.write(element, key: key, to: &output)
      column += widths[index] + 1
    }
  }

  private func breakLine(depth: Int, to output: inout [UInt8]) {
    output.append(0x0A)
    output.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }
}
