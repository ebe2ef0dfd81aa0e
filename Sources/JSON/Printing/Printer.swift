/// Prints one value with an own stack, so that any depth is safe.
struct Printer {
  /// The greatest depth that is printed, as in jq.
  static let deepest = 10_000

  /// A container on the way and its next child.
  private enum Frame {
    case array([Value], next: Int)
    case object(Object, places: [Int]?, next: Int)
  }

  private let format: Format
  private let colon: [UInt8]
  private var frames: [Frame] = []

  init(_ format: Format) {
    self.format = format
    colon = format.indent == .none ? [0x3A] : [0x3A, 0x20]
  }

  mutating func print(_ value: Value, to output: inout [UInt8]) {
    begin(value, &output)
    while let frame = frames.popLast() {
      switch frame {
      case .array(let elements, let next):
        guard next < elements.count else {
          end(0x5D, &output)
          continue
        }
        separate(next, &output)
        frames.append(.array(elements, next: next + 1))
        begin(elements[next], &output)
      case .object(let object, let places, let next):
        guard next < object.count else {
          end(0x7D, &output)
          continue
        }
        separate(next, &output)
        let member = object.member(at: places?[next] ?? next)
        member.key.withUTF8 { StringPrinting.append($0, ascii: format.ascii, to: &output) }
        output.append(contentsOf: colon)
        frames.append(.object(object, places: places, next: next + 1))
        begin(member.value, &output)
      }
    }
  }

  /// Prints a scalar or an empty container, or opens a container.
  private mutating func begin(_ value: Value, _ output: inout [UInt8]) {
    if frames.count > Printer.deepest {
      output.append(contentsOf: "<skipped: too deep>".utf8)
      return
    }
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let number): DoubleText.append(number, to: &output)
    case .literal(let literal): literal.text.withUTF8 { output.append(contentsOf: $0) }
    case .small(let text): text.withUTF8 { StringPrinting.append($0, ascii: format.ascii, to: &output) }
    case .text(let text): text.withUTF8 { StringPrinting.append($0, ascii: format.ascii, to: &output) }
    case .array(let elements):
      output.append(0x5B)
      if elements.isEmpty { output.append(0x5D) } else { frames.append(.array(elements, next: 0)) }
    case .object(let object):
      output.append(0x7B)
      if object.isEmpty {
        output.append(0x7D)
      } else {
        frames.append(.object(object, places: format.sortKeys ? object.sortedPlaces : nil, next: 0))
      }
    case .lazy(let document, let index): begin(document.open(index), &output)
    }
  }

  /// A comma where one is due, and a new line.
  private func separate(_ next: Int, _ output: inout [UInt8]) {
    if next > 0 { output.append(0x2C) }
    breakLine(frames.count + 1, &output)
  }

  private func end(_ bracket: UInt8, _ output: inout [UInt8]) {
    breakLine(frames.count, &output)
    output.append(bracket)
  }

  private func breakLine(_ depth: Int, _ output: inout [UInt8]) {
    switch format.indent {
    case .none: break
    case .tab:
      output.append(0x0A)
      output.append(contentsOf: repeatElement(0x09, count: depth))
    case .spaces(let width):
      output.append(0x0A)
      output.append(contentsOf: repeatElement(0x20, count: depth * max(width, 0)))
    }
  }
}

extension Value: CustomStringConvertible {
  /// Appends the value as JSON.
  public func write(to output: inout [UInt8], _ format: Format = .compact) {
    var printer = Printer(format)
    printer.print(self, to: &output)
  }

  /// The value as JSON.
  public func json(_ format: Format = .compact) -> String {
    var output: [UInt8] = []
    write(to: &output, format)
    return String(decoding: output, as: UTF8.self)
  }

  /// The value as JSON on one line.
  public var description: String { json() }
}
