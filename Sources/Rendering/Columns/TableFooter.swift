import Diagnostics
import JSON
import Width

/// The last line of a table, which states what is not shown.
struct TableFooter {
  var rowCount: Int
  /// The number of members that are not shown.
  var hidden: Int
  var hasCutCells: Bool

  /// The text: `50 rows, 12 more columns: \G shows all; 3 of 8 pages`; nil if nothing is missing.
  func text(_ options: RenderingOptions) -> String? {
    let pages = options.hints.pages
    let isPartial = hidden > 0 || hasCutCells
    guard isPartial || pages != nil else { return nil }
    var text = "\(rowCount.of("row"))"
    if hidden > 0 { text += ", \(hidden.of("more column"))" }
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
