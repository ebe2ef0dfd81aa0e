/// Prints a value with an explicit stack, so that any depth is safe.
struct Printer {
  /// The maximum depth printed, as in jq.
  static let deepest = 10_000

  /// A container being printed, and its next child.
  private enum Frame {
    case array([Value], next: Int)
    case object(Object, places: [Int]?, next: Int)
  }

  private let layout: Layout
  private let isASCII: Bool
  private var frames: [Frame] = []

  init(_ format: Format) {
    layout = Layout(format)
    isASCII = format.ascii
  }

  mutating func print(_ value: Value, to output: inout Output) {
    begin(value, &output)
    while let frame = frames.popLast() {
      switch frame {
      case .array(let elements, let next): goOn(elements, next, &output)
      case .object(let object, let places, let next): goOn(object, places, next, &output)
      }
    }
  }

  /// Prints elements up to the next container.
  private mutating func goOn(_ elements: [Value], _ first: Int, _ output: inout Output) {
    for next in first..<elements.count {
      layout.separate(isFirst: next == 0, frames.count + 1, &output)
      if elements[next].isScalar && frames.count < Printer.deepest {
        appendScalar(elements[next], &output)
      } else {
        frames.append(.array(elements, next: next + 1))
        begin(elements[next], &output)
        return
      }
    }
    layout.breakLine(frames.count, &output)
    output.append(0x5D)
  }

  /// Prints members up to the next container.
  private mutating func goOn(_ object: Object, _ places: [Int]?, _ first: Int, _ output: inout Output) {
    let members = object.storage.members
    for next in first..<object.count {
      layout.separate(isFirst: next == 0, frames.count + 1, &output)
      let member = members + (places?[next] ?? next)
      StringPrinting.append(member.pointee.key, ascii: isASCII, to: &output)
      layout.colon(&output)
      if member.pointee.value.isScalar && frames.count < Printer.deepest {
        appendScalar(member.pointee.value, &output)
      } else {
        frames.append(.object(object, places: places, next: next + 1))
        begin(member.pointee.value, &output)
        return
      }
    }
    layout.breakLine(frames.count, &output)
    output.append(0x7D)
  }

  /// Prints a scalar or an empty container, or opens a container.
  private mutating func begin(_ value: Value, _ output: inout Output) {
    if frames.count > Printer.deepest {
      output.append("<skipped: too deep>")
      return
    }
    switch value {
    case .array(let elements):
      output.append(0x5B)
      if elements.isEmpty { output.append(0x5D) } else { frames.append(.array(elements, next: 0)) }
    case .object(let object):
      output.append(0x7B)
      if object.isEmpty {
        output.append(0x7D)
      } else {
        frames.append(.object(object, places: layout.format.sortKeys ? object.sortedPlaces : nil, next: 0))
      }
    case .slice: begin(value.resolved, &output)
    case .lazy(let document, let index):
      if layout.format.sortKeys {
        begin(document.open(index), &output)
      } else {
        var printer = TapePrinter(document, layout, depth: frames.count)
        printer.print(Int(index), to: &output)
      }
    case .null, .bool, .number, .literal, .small, .text: appendScalar(value, &output)
    }
  }

  private func appendScalar(_ value: Value, _ output: inout Output) {
    switch value {
    case .null: output.append("null")
    case .bool(let value): if value { output.append("true") } else { output.append("false") }
    case .number, .literal: Printer.appendNumber(value, to: &output)
    case .small(let text): StringPrinting.append(text, ascii: isASCII, to: &output)
    case .text(let text): text.withUTF8 { StringPrinting.append($0, ascii: isASCII, to: &output) }
    case .array, .slice, .object, .lazy: break
    }
  }

  static func appendNumber(_ value: Value, to output: inout Output) {
    switch value {
    case .literal(let literal): literal.text.withUTF8 { output.append($0) }
    case .number(let number): DoubleText.append(number, to: &output)
    case .null, .bool, .small, .text, .array, .slice, .object, .lazy: break
    }
  }
}

extension Value {
  /// Whether it is neither an array nor an object.
  @inlinable public var isScalar: Bool {
    switch self {
    case .array, .slice, .object, .lazy: false
    case .null, .bool, .number, .literal, .small, .text: true
    }
  }
}

extension Value: CustomStringConvertible {
  /// Appends the value as JSON. `drain` may remove bytes in the meantime.
  public func write(to output: inout [UInt8], _ format: Format = .compact, drain: Drain? = nil) {
    var gathered = Output(appendingTo: &output, drain: drain)
    var printer = Printer(format)
    printer.print(self, to: &gathered)
    gathered.finish(&output)
  }

  /// Returns the value as JSON.
  public func json(_ format: Format = .compact) -> String {
    var output: [UInt8] = []
    write(to: &output, format)
    return String(decoding: output, as: UTF8.self)
  }

  /// The value as JSON on a single line.
  public var description: String { json() }
}
