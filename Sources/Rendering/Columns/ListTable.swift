import JSON

/// A list of objects as a table: the columns that fit, and a footer that states what is not shown.
struct ListTable {
  private let columns: ListColumns
  private let rowCount: Int
  private let options: RenderingOptions

  /// nil unless the values are objects with members; some may be null.
  init?(_ values: [Value], _ options: RenderingOptions) {
    guard values.contains(where: { $0.object?.isEmpty == false }), values.allSatisfy({ $0.object != nil || $0.isNull })
    else {
      return nil
    }
    columns = ListColumns(values, options)
    rowCount = values.count
    self.options = options
  }

  func write(to output: inout [UInt8]) {
    let table = AlignedColumns(
      widths: columns.widths, alignments: columns.shown.map { $0.isRightAligned ? .right : .left },
      colour: options.colour)
    table.writeHeadings(columns.shown.map(\.heading), to: &output)
    for row in 0..<rowCount { table.writeRow(columns.shown.map { $0.cells[row] }, to: &output) }
    TableFooter(rowCount: rowCount, hidden: columns.hidden, hasCutCells: hasCutCells).write(options, to: &output)
  }

  private var hasCutCells: Bool { zip(columns.shown, columns.widths).contains { $0.cellWidth > $1 } }
}
