import JSON
import Width

/// `table`: aligned columns with two spaces between, numbers to the right; of objects on a terminal a ``ListTable``.
struct TableRenderer: RecordsRenderer {
  let options: RenderingOptions
  var values = [Value]()

  init(_ options: RenderingOptions) {
    self.options = options
  }

  func render(_ records: Records, to output: inout [UInt8]) {
    if options.abridges, let table = ListTable(records.rows, options) { return table.write(to: &output) }
    let grid = CellGrid(records, mask: options.mask)
    guard !grid.headings.isEmpty else { return }
    guard let widths = ColumnFit(grid, columns: options.width).widths else {
      return VerticalRenderer(options).render(records, to: &output)
    }
    append(grid.headings, of: grid, widths, style: .bold, to: &output)
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    output.append(contentsOf: Style.dim(rule, colour: options.colour).utf8)
    output.append(0x0A)
    for row in grid.rows { append(row, of: grid, widths, style: nil, to: &output) }
  }

  private func append(
    _ cells: [Cell], of grid: CellGrid, _ widths: [Int], style: Style?, to output: inout [UInt8]
  ) {
    let last = cells.lastIndex { !$0.text.isEmpty } ?? -1
    for (column, cell) in cells.enumerated() where column <= last {
      let isCut = cell.width > widths[column]
      let text = isCut ? cell.text.shortened(toColumns: widths[column]) : cell.text
      let shown = style?(text, colour: options.colour) ?? text
      let width = isCut ? displayWidth(of: text) : cell.width
      let padded = grid.alignments[column].pad(
        shown, width: width, columns: widths[column], isLast: column == last)
      if column > 0 { output.append(contentsOf: "  ".utf8) }
      output.append(contentsOf: padded.utf8)
    }
    output.append(0x0A)
  }
}

/// The widths of the columns that let a table fit a terminal.
private struct ColumnFit {
  /// Fewer columns than these say nothing: the table is hopeless.
  private static let narrowest = 6
  private static let gap = 2

  /// nil where the table cannot fit.
  let widths: [Int]?

  /// Cuts the widest columns first and evenly; numbers are never cut.
  init(_ grid: CellGrid, columns: Int?) {
    let natural = grid.widths
    let available = max(0, columns ?? .max) - Self.gap * (natural.count - 1)
    guard natural.reduce(0, +) > available else {
      widths = natural
      return
    }
    let isFixed = grid.alignments.map { $0 == .right }
    func fitted(_ cap: Int) -> [Int] { zip(natural, isFixed).map { $1 ? $0 : min($0, cap) } }
    var low = Self.narrowest
    var high = available
    guard fitted(low).reduce(0, +) <= available else {
      widths = nil
      return
    }
    while low < high {
      let middle = (low + high + 1) / 2
      if fitted(middle).reduce(0, +) <= available { low = middle } else { high = middle - 1 }
    }
    widths = Self.spread(available, over: fitted(low), natural)
  }

  /// Gives what the even cut left over to the columns that were cut, from the left.
  private static func spread(_ available: Int, over widths: [Int], _ natural: [Int]) -> [Int] {
    var widths = widths
    var rest = available - widths.reduce(0, +)
    for column in widths.indices where rest > 0 && widths[column] < natural[column] {
      widths[column] += 1
      rest -= 1
    }
    return widths
  }
}
