import JSON

/// The chart of a list of objects: numbers by label, or else times by period, or else the frequency of each label.
/// Identifiers do not count as numbers.
struct ListChart {
  private let columns: [ListColumn]
  private let rows: [Value]
  private let options: RenderingOptions
  private let clock: LocalClock

  init(_ rows: [Value], _ options: RenderingOptions) {
    self.rows = rows
    var options = options
    let clock = options.clock ?? LocalClock(now: 0)
    options.clock = clock
    (self.options, self.clock) = (options, clock)
    columns = ListColumns.all(of: rows, options)
  }

  /// Writes the chart; returns false if there is nothing to draw.
  func write(to output: inout [UInt8]) -> Bool {
    guard let chart = numbers ?? moments ?? counts else { return false }
    chart.write(to: &output)
    return true
  }

  private var label: ListColumn? {
    // A text column that is mostly empty makes a poor label.
    let labels = columns.filter { column in
      column.content == .text && column.rank < .constant
        && column.cells.count { $0.isEmpty } * 4 <= column.cells.count
    }
    return labels.first { $0.rank == .first } ?? labels.first ?? columns.first { $0.content == .reference }
  }

  /// Bars for the first numeric column.
  private var numbers: BarChart? {
    let candidates = columns.filter { $0.content == .number && $0.rank != .empty }
    guard let number = candidates.first(where: { $0.rank != .constant }) ?? candidates.first else { return nil }
    let bars = rows.indices.compactMap { row in
      Bar(label?.cells[row] ?? Cell(String(row)), number.path.value(in: rows[row]), shown: number.cells[row])
    }
    guard !bars.isEmpty else { return nil }
    return BarChart(bars: bars, axes: (label?.path.text ?? "", number.path.text), options: options)
  }

  /// A histogram of the first time column.
  private var moments: BarChart? {
    guard let time = columns.first(where: { $0.content == .time }) else { return nil }
    let moments = rows.compactMap { row in
      time.path.value(in: row).flatMap { $0.double ?? $0.text.flatMap { clock.seconds(of: $0.string) } }
    }
    guard let histogram = TimeHistogram(moments, clock) else { return nil }
    let axes = ("\(time.path.text), by \(histogram.unit.rawValue)", "rows")
    return BarChart(bars: histogram.bars, axes: axes, options: options)
  }

  /// The number of rows with each text, for the first column with repeated texts.
  private var counts: BarChart? {
    for column in columns where column.content == .text || column.content == .boolean {
      var order: [String] = []
      var counts: [String: Int] = [:]
      for cell in column.cells {
        if counts[cell.text] == nil { order.append(cell.text) }
        counts[cell.text, default: 0] += 1
      }
      guard order.count > 1, order.count * 2 <= rows.count else { continue }
      let bars = order.map { Bar(Cell($0), Double(counts[$0] ?? 0), text: String(counts[$0] ?? 0)) }
        .sorted { $0.number > $1.number }
      return BarChart(bars: bars, axes: (column.path.text, "rows"), options: options)
    }
    return nil
  }
}
