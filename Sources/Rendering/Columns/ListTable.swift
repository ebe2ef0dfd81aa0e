import JSON
import Width

/// A list of objects as a table for a person: the columns that fit, and a last line that tells what is missing.
struct ListTable {
  private let columns: ListColumns
  private let rowCount: Int
  private let options: RenderingOptions

  /// Nil for what is not a list of objects with members; some may be null.
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
    append(columns.shown.map(\.heading), style: .bold, to: &output)
    let rule = columns.widths.map { String(repeating: "─", count: $0) }
      .joined(separator: String(repeating: " ", count: ListColumns.gap))
    output.append(contentsOf: (Style.dim(rule, colour: options.colour) + "\n").utf8)
    for row in 0..<rowCount { append(columns.shown.map { $0.cells[row] }, style: nil, to: &output) }
    guard let footer else { return }
    output.append(contentsOf: (Style.dim(footer, colour: options.colour) + "\n").utf8)
  }

  private func append(_ cells: [Cell], style: Style?, to output: inout [UInt8]) {
    let last = cells.lastIndex { !$0.text.isEmpty } ?? -1
    for (index, cell) in cells.enumerated() where index <= last {
      let width = columns.widths[index]
      let isCut = cell.width > width
      let text = isCut ? cell.text.shortened(toColumns: width) : cell.text
      let alignment: Alignment = columns.shown[index].isRightAligned ? .right : .left
      let padded = alignment.pad(
        style?(text, colour: options.colour) ?? text, width: isCut ? displayWidth(of: text) : cell.width,
        columns: width, isLast: index == last)
      if index > 0 { output.append(contentsOf: repeatElement(0x20, count: ListColumns.gap)) }
      output.append(contentsOf: padded.utf8)
    }
    output.append(0x0A)
  }

  /// `50 rows, 12 more columns: \G shows all; 3 of 8 pages`; nil where everything is there.
  private var footer: String? {
    let pages = options.hints.pages
    let isPartial = columns.hidden > 0 || hasCutCells
    guard isPartial || pages != nil else { return nil }
    var text = "\(rowCount) row\(rowCount == 1 ? "" : "s")"
    if columns.hidden > 0 { text += ", \(columns.hidden) more column\(columns.hidden == 1 ? "" : "s")" }
    if isPartial, let advice = options.hints.advice { text += ": " + advice }
    if let pages { text += "; " + pages }
    return text
  }

  private var hasCutCells: Bool { zip(columns.shown, columns.widths).contains { $0.cellWidth > $1 } }
}
