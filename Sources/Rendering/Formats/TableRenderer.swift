import JSON

/// `table`: aligned columns separated by two spaces, numbers right-aligned; objects on a terminal become a
/// ``ListTable``.
struct TableRenderer: RecordsRenderer {
  let options: RenderingOptions
  var values = [Value]()

  /// The minimum width of a column; with less room, no table is drawn.
  private static let narrowest = 6

  init(_ options: RenderingOptions) {
    self.options = options
  }

  func render(_ records: Records, to output: inout [UInt8]) {
    if options.abridges, let table = ListTable(records.rows, options) { return table.write(to: &output) }
    let grid = CellGrid(records, mask: options.mask)
    guard !grid.headings.isEmpty else { return }
    let natural = grid.widths
    // Numbers are never truncated.
    let least = zip(natural, grid.alignments).map { $1 == .right ? $0 : min($0, Self.narrowest) }
    let room = options.width.map { _ in options.room() }
    guard let widths = ColumnFit(natural: natural, least: least, room: room).widths else {
      return VerticalRenderer(options).render(records, to: &output)
    }
    let columns = AlignedColumns(widths: widths, alignments: grid.alignments, colour: options.colour)
    columns.writeHeadings(grid.headings, to: &output)
    for row in grid.rows { columns.writeRow(row, to: &output) }
  }
}
