import Width

/// Columns with headings and a rule, truncated to their widths.
struct AlignedColumns {
  let widths: [Int]
  let alignments: [Alignment]
  let colour: Bool
  /// The columns whose cells are never truncated.
  var whole: Set<Int> = []

  func writeHeadings(_ headings: [Cell], to output: inout [UInt8]) {
    write(headings, style: .bold, to: &output)
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: gap)
    output.append(contentsOf: (Style.dim(rule, colour: colour) + "\n").utf8)
  }

  func writeRow(_ cells: [Cell], to output: inout [UInt8]) { write(cells, style: nil, to: &output) }

  private var gap: String { String(repeating: " ", count: ColumnFit.gap) }

  private func write(_ cells: [Cell], style: Style?, to output: inout [UInt8]) {
    let last = cells.lastIndex { !$0.text.isEmpty } ?? -1
    for (column, cell) in cells.enumerated() where column <= last {
      let isCut = cell.width > widths[column] && !whole.contains(column)
      let text = isCut ? cell.text.shortened(toColumns: widths[column]) : cell.text
      let shown = style?(text, colour: colour) ?? cell.styled(text, colour: colour)
      let width = isCut ? displayWidth(of: text) : cell.width
      let padded = alignments[column].pad(shown, width: width, columns: widths[column], isLast: column == last)
      if column > 0 { output.append(contentsOf: gap.utf8) }
      output.append(contentsOf: padded.utf8)
    }
    output.append(0x0A)
  }
}
