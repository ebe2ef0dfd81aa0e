import JSON

/// A table of objects that arrive one by one; the columns are chosen from the first rows.
struct StreamedTable {
  private let options: RenderingOptions
  private let columns: [ListColumn]
  private let table: AlignedColumns
  private let cells: ShownValue
  private var keys: Set<Text>
  private var footer: TableFooter

  /// Writes the first rows.
  init(_ rows: [Value], _ options: RenderingOptions, to output: inout [UInt8]) {
    self.options = options
    let chosen = ListColumns(rows, options)
    columns = chosen.shown
    cells = ShownValue(options)
    keys = Set(ListColumns.keys(of: rows))
    table = AlignedColumns(
      widths: Self.widened(chosen, room: options.room()),
      alignments: columns.map { $0.isRightAligned ? .right : .left }, colour: options.colour,
      whole: Set(columns.indices.filter { chosen.shown[$0].isWhole }))
    footer = TableFooter(rowCount: 0, hidden: chosen.hidden, hasCutCells: false)
    table.writeHeadings(columns.map(\.heading), to: &output)
    for row in rows { write(row, to: &output) }
  }

  /// Widens text columns with the remaining room, because later texts may be longer.
  private static func widened(_ columns: ListColumns, room: Int) -> [Int] {
    var widths = columns.widths
    var rest = room - widths.reduce(0, +) - ColumnFit.gap * (widths.count - 1)
    let texts = columns.shown.indices.filter { !columns.shown[$0].isWhole && widths[$0] < widest }
    for (index, column) in texts.enumerated() where rest > 0 {
      let share = min(rest / (texts.count - index), min(widest, 2 * widths[column]) - widths[column])
      widths[column] += share
      rest -= share
    }
    return widths
  }

  private static let widest = 40

  /// Writes another row; returns false for an object without any of the members, which belongs to another table.
  mutating func add(_ row: Value, to output: inout [UInt8]) -> Bool {
    guard let names = row.object?.keys, names.contains(where: keys.contains) else { return false }
    for name in names where keys.insert(name).inserted { footer.hidden += 1 }
    write(row, to: &output)
    return true
  }

  mutating func finish(to output: inout [UInt8]) { footer.write(options, to: &output) }

  private mutating func write(_ row: Value, to output: inout [UInt8]) {
    footer.rowCount += 1
    let shown = columns.map { column in
      cells.cell(
        column.path.shown(in: row), key: column.path.parts.last ?? "",
        isUnixTime: options.hints.unixTimes.contains(column.path))
    }
    let isCut = shown.indices.contains { shown[$0].width > table.widths[$0] && !table.whole.contains($0) }
    footer.hasCutCells = footer.hasCutCells || isCut
    table.writeRow(shown, to: &output)
  }
}
