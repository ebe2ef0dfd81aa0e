import JSON
import Width

/// The last line of a table, which tells what it does not show.
struct TableFooter {
  var rowCount: Int
  /// How many members of the rows no column shows.
  var hidden: Int
  var hasCutCells: Bool

  /// `50 rows, 12 more columns: \G shows all; 3 of 8 pages`; nil where everything is there.
  func text(_ options: RenderingOptions) -> String? {
    let pages = options.hints.pages
    let isPartial = hidden > 0 || hasCutCells
    guard isPartial || pages != nil else { return nil }
    var text = "\(rowCount) row\(rowCount == 1 ? "" : "s")"
    if hidden > 0 { text += ", \(hidden) more column\(hidden == 1 ? "" : "s")" }
    if isPartial, let advice = options.hints.advice { text += ": " + advice }
    guard let pages else { return text }
    let line = "\(text); \(pages)"
    return displayWidth(of: line) <= options.room() ? line : "\(text)\n\(pages)"
  }

  func write(_ options: RenderingOptions, to output: inout [UInt8]) {
    guard let text = text(options) else { return }
    output.append(contentsOf: (Style.dim(text, colour: options.colour) + "\n").utf8)
  }
}
