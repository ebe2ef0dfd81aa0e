import JSON
import Width

/// One cell of a table as a person sees it: one line without control characters.
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

  /// The cell of null, which an empty text does not look like.
  static let null = Cell("null", .null)

  /// The cell of a value: a missing one is empty, nested values are compact JSON.
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

  /// Whether there is nothing to read in it.
  var isEmpty: Bool { kind == .null || text.isEmpty }

  /// How a part of its text is shown: null is dim.
  func styled(_ text: String, colour: Bool) -> String {
    kind == .null ? Style.dim(text, colour: colour) : text
  }
}

/// How the cells of a column stand.
enum Alignment {
  case left
  case right

  /// The text with spaces up to a width; none behind the last cell of a line.
  func pad(_ text: String, width: Int, columns: Int, isLast: Bool) -> String {
    let spaces = String(repeating: " ", count: max(0, columns - width))
    switch self {
    case .left: return isLast ? text : text + spaces
    case .right: return spaces + text
    }
  }
}

/// All cells of a table, column by column of one alignment.
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

  /// The records with every cell on one line.
  init(_ records: Records, mask: Mask?) {
    let names = records.headings
    self.init(
      headings: names.map { Cell(visible($0.string)) },
      rows: records.rows.map { row in
        zip(names, records.cells(of: row)).map { Cell($1, key: $0, mask: mask) }
      })
  }

  /// The widest cell of every column, its heading included.
  var widths: [Int] {
    var widths = headings.map(\.width)
    for row in rows {
      for (column, cell) in row.enumerated() where cell.width > widths[column] { widths[column] = cell.width }
    }
    return widths
  }
}
