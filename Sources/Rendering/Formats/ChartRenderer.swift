import JSON
import Width

/// `chart`: a horizontal bar for every pair of a label and a number. What holds no such pairs is shown as `auto` does,
/// below the bars where others do.
struct ChartRenderer: RecordsRenderer {
  let options: RenderingOptions
  var values = [Value]()

  init(_ options: RenderingOptions) {
    self.options = options
  }

  func render(_ records: Records, to output: inout [UInt8]) {
    var bars: [Bar] = []
    var others: [Value] = []
    for (index, row) in records.rows.enumerated() {
      if let more = Bar.bars(of: row, at: index, alone: records.rows.count == 1, mask: options.mask) {
        bars += more
      } else if row.isScalar {
        others.append(row)
      }
    }
    guard !bars.isEmpty else {
      output.append(contentsOf: Rendering.render(values, as: .auto, options))
      return
    }
    let scale = Scale(bars, columns: min(max(0, options.width ?? 80), 1000))
    for bar in bars {
      let label = bar.label.text.shortened(toColumns: scale.labelWidth)
      let padded = Alignment.left.pad(
        label, width: displayWidth(of: label), columns: scale.labelWidth, isLast: false)
      let line = "\(padded)  \(Style.bar(scale.bar(bar.number), colour: options.colour)) \(bar.numberText)\n"
      output.append(contentsOf: line.utf8)
    }
    if !others.isEmpty { output.append(contentsOf: Rendering.render(others, as: .auto, options)) }
  }
}

/// A label and the number its bar shows.
private struct Bar {
  let label: Cell
  let number: Double
  let numberText: String

  init?(_ label: Value, key: Text?, _ number: Value, _ mask: Mask?) {
    guard let double = number.double, !double.isNaN, label.isScalar else { return nil }
    self.label = Cell(label, key: key, mask: mask)
    self.number = double
    numberText = number.json()
  }

  /// The bars of one row: a number, labelled by its index, a pair, an object with a label and a number, an object of numbers; nil where it has none.
  static func bars(of row: Value, at index: Int, alone: Bool, mask: Mask?) -> [Bar]? {
    if let elements = row.array {
      return elements.count == 2 ? Bar(elements[0], key: nil, elements[1], mask).map { [$0] } : nil
    }
    guard let object = row.object else { return Bar(Value(index), key: nil, row, mask).map { [$0] } }
    if alone || object.count == 1, object.values.allSatisfy({ $0.kind == .number }) {
      return object.compactMap { Bar(Value($0.key), key: nil, $0.value, mask) }
    }
    guard let label = labelMember(of: object) else { return nil }
    let number = object.first { $0.key != label.key && $0.value.kind == .number }
    return number.flatMap { Bar(label.value, key: label.key, $0.value, mask) }.map { [$0] }
  }

  /// The first string, else the first member.
  private static func labelMember(of object: Object) -> (key: Text, value: Value)? {
    let member = object.first { $0.value.kind == .string } ?? object.first { $0.value.isScalar }
    return member.map { ($0.key, $0.value) }
  }
}

/// The columns that labels and bars get; bars below zero go to the left of a common axis.
private struct Scale {
  let labelWidth: Int
  private let below: Int
  private let perUnit: Double

  init(_ bars: [Bar], columns: Int) {
    labelWidth = min(bars.map(\.label.width).max() ?? 0, max(8, columns / 3))
    let numbers = bars.map(\.numberText.utf8.count).max() ?? 0
    let room = max(8, columns - labelWidth - numbers - 3)
    let lowest = min(0, bars.map(\.number).min() ?? 0) / 2
    let highest = max(0, bars.map(\.number).max() ?? 0) / 2
    let span = highest - lowest
    perUnit = span > 0 ? Double(room) / span / 2 : 0
    below = Self.cells(-2 * lowest * perUnit, of: room)
  }

  /// Whole and eighth blocks for a number, with the room before the axis.
  func bar(_ number: Double) -> String {
    guard number >= 0 else {
      let length = min(below, max(1, Self.cells(-number * perUnit, of: below)))
      return String(repeating: " ", count: below - length) + String(repeating: "█", count: length)
    }
    let eighths = Self.cells(number * perUnit * 8, of: 1 << 20)
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    let least = number > 0 && eighths == 0 ? "▏" : ""
    return String(repeating: " ", count: below) + String(repeating: "█", count: eighths / 8) + rest + least
  }

  private static func cells(_ length: Double, of limit: Int) -> Int {
    length.isNaN ? 0 : Int(min(Double(limit), max(0, length.rounded())))
  }
}
