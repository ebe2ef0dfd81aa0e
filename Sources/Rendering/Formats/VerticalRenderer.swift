import JSON

/// `vertical`: the members of a record on separate lines, in full, with aligned keys; on a terminal, a ``Record``.
struct VerticalRenderer: RecordsRenderer {
  let options: RenderingOptions
  var values = [Value]()

  init(_ options: RenderingOptions) {
    self.options = options
  }

  func render(_ records: Records, to output: inout [UInt8]) {
    if options.abridges {
      var series = RecordSeries(options)
      for row in records.rows { series.add(row, to: &output) }
      return series.finish(to: &output)
    }
    let headings = records.headings
    let names = headings.map { Cell(visible($0.string)) }
    let width = names.map(\.width).max() ?? 0
    for (index, row) in records.rows.enumerated() {
      if index > 0 { output.append(0x0A) }
      for (column, value) in records.cells(of: row).enumerated() {
        guard let value else { continue }
        append(names[column], width, Cell(value, key: headings[column], mask: options.mask), to: &output)
      }
    }
  }

  private func append(_ name: Cell, _ width: Int, _ cell: Cell, to output: inout [UInt8]) {
    let key = Style.bold(name.text, colour: options.colour)
    let line = Alignment.left.pad(key, width: name.width, columns: width, isLast: cell.text.isEmpty)
    output.append(contentsOf: line.utf8)
    if !cell.text.isEmpty { output.append(contentsOf: "  \(cell.styled(cell.text, colour: options.colour))".utf8) }
    output.append(0x0A)
  }
}
