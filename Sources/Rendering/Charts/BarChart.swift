import JSON
import Width

/// A bar: a label and its number.
struct Bar {
  let label: Cell
  let number: Double
  let numberText: String

  init(_ label: Cell, _ number: Double, text: String) {
    self.label = label
    self.number = number
    numberText = text
  }

  /// Creates the bar for a number in a shown cell; nil if the value is not a number or is masked.
  init?(_ label: Cell, _ value: Value?, shown cell: Cell) {
    guard let value, let number = value.chartNumber, value.kind == .number || Text(cell.text).isDecimal else {
      return nil
    }
    self.init(label, number, text: cell.text)
  }
}

/// A chart of horizontal bars, with the names of the axes above.
struct BarChart {
  let bars: [Bar]
  /// The headings of the labels and the numbers; nil for none.
  var axes: (labels: String, numbers: String)?
  let options: RenderingOptions

  func write(to output: inout [UInt8]) {
    let heading = axes.map { Cell(visible($0.labels)) }
    let scale = Scale(bars, heading: heading, columns: min(options.room(orElse: 80), 1000))
    if let heading, let axes {
      let label = padded(heading.text, scale)
      let line = "\(label)  \(visible(axes.numbers))"
      output.append(contentsOf: (Style.bold(line, colour: options.colour) + "\n").utf8)
    }
    for bar in bars {
      let shape = Style.bar(scale.bar(bar.number), colour: options.colour)
      output.append(contentsOf: "\(padded(bar.label.text, scale))  \(shape) \(bar.numberText)\n".utf8)
    }
  }

  private func padded(_ text: String, _ scale: Scale) -> String {
    let label = text.shortened(toColumns: scale.labelWidth)
    return Alignment.left.pad(label, width: displayWidth(of: label), columns: scale.labelWidth, isLast: false)
  }
}

/// The widths of labels and bars. Bars of negative numbers extend to the left of a common axis.
private struct Scale {
  let labelWidth: Int
  private let below: Int
  private let perUnit: Double

  init(_ bars: [Bar], heading: Cell?, columns: Int) {
    let widest = max(bars.map(\.label.width).max() ?? 0, heading?.width ?? 0)
    labelWidth = min(widest, max(8, columns / 3))
    let numbers = bars.map(\.numberText.utf8.count).max() ?? 0
    let room = max(8, columns - labelWidth - numbers - 3)
    let lowest = min(0, bars.map(\.number).min() ?? 0) / 2
    let highest = max(0, bars.map(\.number).max() ?? 0) / 2
    let span = highest - lowest
    perUnit = span > 0 ? Double(room) / span / 2 : 0
    below = Self.cells(-2 * lowest * perUnit, of: room)
  }

  /// The bar of a number, in full and eighth blocks, with the padding before the axis.
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

extension Value {
  /// A number, or a string that is a decimal number; nil for other values.
  var chartNumber: Double? {
    let number = double ?? text.flatMap { $0.isDecimal ? Double($0.string) : nil }
    return number.flatMap { $0.isNaN ? nil : $0 }
  }
}
