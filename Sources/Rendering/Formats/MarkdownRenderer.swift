import JSON

/// `markdown`: a GitHub Flavored Markdown table, with the columns aligned in the source too.
struct MarkdownRenderer: RecordsRenderer {
  let options: RenderingOptions
  var values = [Value]()

  init(_ options: RenderingOptions) {
    self.options = options
  }

  func render(_ records: Records, to output: inout [UInt8]) {
    let records = records.chosen(by: options)
    let names = records.headings
    guard !names.isEmpty else { return }
    let grid = CellGrid(
      headings: names.map { Cell(escape($0.string)) },
      rows: records.rows.map { row in
        zip(records.cells(of: row), names).map { cell(of: $0, key: $1) }
      })
    let widths = grid.widths.map { max(3, $0) }
    append(grid.headings, grid.alignments, widths, to: &output)
    append(zip(grid.alignments, widths).map { Cell($0.rule($1)) }, grid.alignments, widths, to: &output)
    for row in grid.rows { append(row, grid.alignments, widths, to: &output) }
  }

  private func append(_ cells: [Cell], _ alignments: [Alignment], _ widths: [Int], to output: inout [UInt8]) {
    for (column, cell) in cells.enumerated() {
      let width = widths[column]
      let text = alignments[column].pad(cell.text, width: cell.width, columns: width, isLast: false)
      output.append(contentsOf: "| \(text) ".utf8)
    }
    output.append(contentsOf: "|\n".utf8)
  }

  private func cell(of value: Value?, key: Text) -> Cell {
    guard let text = value?.text else {
      guard let value, !value.isNull else { return Cell("") }
      let cell = Cell(value, key: key, mask: options.mask)
      return cell.kind == .number ? cell : Cell(escape(cell.text))
    }
    return Cell(escape((options.mask?(text, key) ?? text).string))
  }

  /// Escapes a text for a cell; line breaks become `<br>`.
  private func escape(_ text: String) -> String {
    var output = ""
    var previous: Unicode.Scalar = " "
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "\r" where next == "\n": continue
      case "\n": output += "<br>"
      case "<": output += "&lt;"
      case "&": output += "&amp;"
      case "|", "\\", "`", "*", "[", "]": output += "\\\(scalar)"
      case "_" where !(previous.properties.isAlphabetic && next.properties.isAlphabetic): output += "\\_"
      default: output.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return visible(output)
  }
}

extension Alignment {
  fileprivate func rule(_ width: Int) -> String {
    switch self {
    case .left: String(repeating: "-", count: width)
    case .right: String(repeating: "-", count: width - 1) + ":"
    }
  }
}
