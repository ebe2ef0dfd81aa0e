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
    let table = AlignedColumns(
      widths: columns.widths, alignments: columns.shown.map { $0.isRightAligned ? .right : .left },
      colour: options.colour)
    table.writeHeadings(columns.shown.map(\.heading), to: &output)
    for row in 0..<rowCount { table.writeRow(columns.shown.map { $0.cells[row] }, to: &output) }
    guard let footer else { return }
    output.append(contentsOf: (Style.dim(footer, colour: options.colour) + "\n").utf8)
  }

  /// `50 rows, 12 more columns: \G shows all; 3 of 8 pages`; nil where everything is there.
  private var footer: String? {
    let pages = options.hints.pages
    let isPartial = columns.hidden > 0 || hasCutCells
    guard isPartial || pages != nil else { return nil }
    var text = "\(rowCount) row\(rowCount == 1 ? "" : "s")"
    if columns.hidden > 0 { text += ", \(columns.hidden) more column\(columns.hidden == 1 ? "" : "s")" }
    if isPartial, let advice = options.hints.advice { text += ": " + advice }
    guard let pages else { return text }
    let line = "\(text); \(pages)"
    return displayWidth(of: line) <= options.room() ? line : "\(text)\n\(pages)"
  }

  private var hasCutCells: Bool { zip(columns.shown, columns.widths).contains { $0.cellWidth > $1 } }
}
