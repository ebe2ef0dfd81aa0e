import JSON
import Width

/// A table cell for display: a single line without control characters.
struct Cell {
  let text: String
  let width: Int
  let kind: Kind

  enum Kind {
    case text, number, null
  }

  init(_ text: String, _ kind: Kind = .text) {
    self.text = text
    self.kind = kind
    width = displayWidth(of: text)
  }

  /// The cell of null, distinct from that of an empty text.
  static let null = Cell("null", .null)

  /// Creates the cell of a value: empty if the value is missing; nested values are compact JSON.
  init(_ value: Value?, key: Text?, mask: Mask?) {
    guard let value else {
      self.init("")
      return
    }
    guard !value.isNull else {
      self = .null
      return
    }
    if let text = value.text {
      self.init(visible((mask?(text, key) ?? text).string))
      return
    }
    var output = [UInt8]()
    JSONWriter(isTerminal: true, mask: mask).write(value, key: key, to: &output)
    self.init(String(decoding: output, as: UTF8.self), value.kind == .number ? .number : .text)
  }

  /// Whether the cell is null or has no text.
  var isEmpty: Bool { kind == .null || text.isEmpty }

  /// Styles a part of the text: null is dim.
  func styled(_ text: String, colour: Bool) -> String {
    kind == .null ? Style.dim(text, colour: colour) : text
  }
}

/// The alignment of a column.
enum Alignment {
  case left
  case right

  /// Pads a text to a width; the last cell of a line has no trailing spaces.
  func pad(_ text: String, width: Int, columns: Int, isLast: Bool) -> String {
    let spaces = String(repeating: " ", count: max(0, columns - width))
    switch self {
    case .left: return isLast ? text : text + spaces
    case .right: return spaces + text
    }
  }
}

/// The cells of a table and the alignment of each column.
struct CellGrid {
  let headings: [Cell]
  let rows: [[Cell]]
  let alignments: [Alignment]

  init(headings: [Cell], rows: [[Cell]]) {
    self.headings = headings
    self.rows = rows
    alignments = headings.indices.map { column in
      let filled = rows.lazy.map { $0[column] }.filter { !$0.isEmpty }
      return filled.contains { $0.kind != .number } || filled.isEmpty ? .left : .right
    }
  }

  /// Creates a grid of single-line cells from records.
  init(_ records: Records, mask: Mask?) {
    let names = records.headings
    self.init(
      headings: names.map { Cell(visible($0.string)) },
      rows: records.rows.map { row in
        zip(names, records.cells(of: row)).map { Cell($1, key: $0, mask: mask) }
      })
  }

  /// The width of each column, including its heading.
  var widths: [Int] {
    var widths = headings.map(\.width)
    for row in rows {
      for (column, cell) in row.enumerated() where cell.width > widths[column] { widths[column] = cell.width }
    }
    return widths
  }
}
