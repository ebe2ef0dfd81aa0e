import JSON

/// A series of objects, each shown as a record; several are numbered.
struct RecordSeries {
  private let options: RenderingOptions
  /// The first object is held back, because it is numbered only if another one follows.
  private var first: Value?
  private var count = 0

  init(_ options: RenderingOptions) {
    self.options = options
  }

  mutating func add(_ value: Value, to output: inout [UInt8]) {
    count += 1
    guard count > 1 else {
      first = value
      return
    }
    if let first {
      append(first, number: 1, to: &output)
      self.first = nil
    }
    append(value, number: count, to: &output)
  }

  /// Ends the series; numbering restarts after it.
  mutating func finish(to output: inout [UInt8]) {
    if let first { append(first, number: nil, to: &output) }
    (first, count) = (nil, 0)
  }

  private func append(_ value: Value, number: Int?, to output: inout [UInt8]) {
    if let number {
      let heading = "── \(number) " + String(repeating: "─", count: max(2, 20 - String(number).utf8.count))
      output.append(contentsOf: (Style.dim(heading, colour: options.colour) + "\n").utf8)
    }
    Record(value, options, .whole).write(to: &output)
  }
}
