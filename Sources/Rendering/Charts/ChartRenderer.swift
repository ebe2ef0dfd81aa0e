import JSON

/// `chart`: a sparkline for a series of numbers, bars for pairs of label and number, and a ``ListChart`` for objects.
/// Values that cannot be drawn are rendered as in `auto`, below the chart.
struct ChartRenderer: RecordsRenderer {
  let options: RenderingOptions
  var values = [Value]()

  init(_ options: RenderingOptions) {
    self.options = options
  }

  func render(_ records: Records, to output: inout [UInt8]) {
    let rows = records.rows
    if let numbers = Self.all(rows, of: \.double), numbers.allSatisfy(\.isFinite) {
      return Sparkline(numbers: numbers, options: options).write(to: &output)
    }
    let clock = options.clock ?? LocalClock(now: 0)
    if let moments = Self.all(rows, of: { $0.string.flatMap(clock.seconds) }),
      let histogram = TimeHistogram(moments, clock)
    {
      return BarChart(bars: histogram.bars, axes: ("by \(histogram.unit.rawValue)", "values"), options: options)
        .write(to: &output)
    }
    if rows.count == 1 || rows.allSatisfy({ $0.object?.count == 1 }) {
      let bars = rows.flatMap { self.bars(ofMembers: $0.object ?? [:]) }
      if !bars.isEmpty { return BarChart(bars: bars, axes: nil, options: options).write(to: &output) }
    }
    let objects = rows.filter { $0.object != nil }
    if objects.count > 1, ListChart(objects, options).write(to: &output) { return showOthers(rows, to: &output) }
    let bars = rows.enumerated().compactMap { bar(of: $1, at: $0) }
    guard !bars.isEmpty else {
      output.append(contentsOf: Rendering.render(values, as: .auto, options))
      return
    }
    BarChart(bars: bars, axes: nil, options: options).write(to: &output)
    showOthers(rows, to: &output)
  }

  /// Maps every row; nil if a row has no result, or if there are fewer than two rows.
  private static func all<Result>(_ rows: [Value], of part: (Value) -> Result?) -> [Result]? {
    let parts = rows.compactMap(part)
    return parts.count == rows.count && parts.count > 1 ? parts : nil
  }

  /// The bars for the numeric members of an object, except identifiers.
  private func bars(ofMembers object: Object) -> [Bar] {
    object.compactMap { key, value in
      let path = ColumnPath([key])
      guard value.kind == .number, !path.isReference, !options.hints.unixTimes.contains(path) else { return nil }
      return Bar(Cell(visible(key.string)), value, shown: Cell(value, key: key, mask: options.mask))
    }
  }

  /// The bar for a pair, or for a number among other values.
  private func bar(of row: Value, at index: Int) -> Bar? {
    guard let pair = row.array else {
      guard row.kind == .number else { return nil }
      return Bar(Cell(String(index)), row, shown: Cell(row, key: nil, mask: options.mask))
    }
    guard pair.count == 2, pair[0].isScalar, pair[1].kind == .number else { return nil }
    return Bar(
      Cell(pair[0], key: nil, mask: options.mask), pair[1], shown: Cell(pair[1], key: nil, mask: options.mask))
  }

  private func showOthers(_ rows: [Value], to output: inout [UInt8]) {
    let others = rows.filter { $0.isScalar && $0.kind != .number }
    guard !others.isEmpty else { return }
    output.append(contentsOf: Rendering.render(others, as: .auto, options))
  }
}
