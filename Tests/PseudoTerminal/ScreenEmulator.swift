/// The screen of a terminal after the bytes fed to it.
///
/// Supports the output of line editors, tables and pagers: deferred wrapping after the last column, wide and combining
/// characters, movement, erasing, scrolling, colours as their raw parameters, the alternate screen.
public struct ScreenEmulator: Sendable {
  /// One column of a row. The second column of a wide character contains an empty string.
  public struct Cell: Hashable, Sendable {
    public var text = " "
    /// The parameters of the last `CSI … m`; empty when plain.
    public var style = ""
  }

  public private(set) var rows: Int
  public private(set) var columns: Int
  /// Row and column, from 0.
  public private(set) var cursor = (row: 0, column: 0)
  public private(set) var bells = 0
  /// Rows that scrolled off the top, without trailing spaces.
  public private(set) var scrolledOff: [String] = []

  var lines: [Line]
  var style = ""
  var waitsWithWrap = false
  var pending: [UInt8] = []
  var saved: (lines: [Line], cursor: (row: Int, column: Int))?

  struct Line {
    var cells: [Cell]
    var continues = false
  }

  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    lines = Array(repeating: Line(cells: Array(repeating: Cell(), count: columns)), count: rows)
  }

  /// The rows without trailing spaces or empty rows at the bottom.
  public var text: [String] {
    var text = lines.map(Self.text)
    while text.last?.isEmpty == true { text.removeLast() }
    return text
  }

  public func cell(row: Int, column: Int) -> Cell {
    lines[row].cells[column]
  }

  private static func text(_ line: Line) -> String {
    var text = line.cells.map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }
}

// Writing.
extension ScreenEmulator {
  mutating func put(_ scalar: Unicode.Scalar) {
    let width = Self.width(scalar)
    guard width > 0 else { return combine(scalar) }
    if waitsWithWrap || cursor.column + width > columns {
      lines[cursor.row].continues = true
      lineFeed()
      cursor.column = 0
    }
    for offset in 0..<min(width, columns - cursor.column) {
      split(at: cursor.column + offset)
      lines[cursor.row].cells[cursor.column + offset] = Cell(text: offset == 0 ? String(scalar) : "", style: style)
    }
    cursor.column += width
    waitsWithWrap = cursor.column >= columns
    if waitsWithWrap { cursor.column = columns - 1 }
  }

  /// A wide character that loses one half loses both.
  private mutating func split(at column: Int) {
    if lines[cursor.row].cells[column].text.isEmpty, column > 0 { lines[cursor.row].cells[column - 1].text = " " }
    if column + 1 < columns, lines[cursor.row].cells[column + 1].text.isEmpty {
      lines[cursor.row].cells[column + 1].text = " "
    }
  }

  private mutating func combine(_ scalar: Unicode.Scalar) {
    var column = waitsWithWrap ? cursor.column : cursor.column - 1
    if column > 0, lines[cursor.row].cells[column].text.isEmpty { column -= 1 }
    guard column >= 0 else { return }
    lines[cursor.row].cells[column].text.unicodeScalars.append(scalar)
  }

  mutating func lineFeed() {
    waitsWithWrap = false
    guard cursor.row == rows - 1 else {
      cursor.row += 1
      return
    }
    if saved == nil { scrolledOff.append(Self.text(lines[0])) }
    lines.removeFirst()
    lines.append(Line(cells: Array(repeating: Cell(), count: columns)))
  }

  mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x07: bells += 1
    case 0x08:
      cursor.column = max(0, cursor.column - 1)
      waitsWithWrap = false
    case 0x09: move(column: min(columns - 1, (cursor.column / 8 + 1) * 8))
    case 0x0A: lineFeed()
    case 0x0D: move(column: 0)
    default: break
    }
  }

  mutating func move(row: Int? = nil, column: Int? = nil) {
    cursor.row = min(max(0, row ?? cursor.row), rows - 1)
    cursor.column = min(max(0, column ?? cursor.column), columns - 1)
    waitsWithWrap = false
  }

  mutating func erase(row: Int, _ range: Range<Int>) {
    for column in range.clamped(to: 0..<columns) { lines[row].cells[column] = Cell() }
    if range.upperBound >= columns { lines[row].continues = false }
  }

  mutating func scrollDown() {
    lines.removeLast()
    lines.insert(Line(cells: Array(repeating: Cell(), count: columns)), at: 0)
  }

  /// Separate from the editor's own table, so that both must be right. Each scalar of a multi-scalar emoji takes its own
  /// width, as in a terminal that does not support them.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    case 0x1160...0x11FF: return 0
    default: return scalar.properties.isEmojiPresentation && scalar.value > 0x2000 ? 2 : 1
    }
  }
}

// Size.
extension ScreenEmulator {
  /// Rewraps the lines, as most terminals do, and keeps the cursor at its character.
  public mutating func resize(rows newRows: Int, columns newColumns: Int) {
    var rewrapped: [Line] = []
    var newCursor = (row: 0, column: 0)
    var index = 0
    let used = max(cursor.row, lines.lastIndex { $0.cells.contains { $0 != Cell() } } ?? 0)
    while index <= used {
      var cells: [Cell] = []
      var place: Int?
      var last = index
      while true {
        if last == cursor.row { place = cells.count + cursor.column }
        cells += lines[last].cells
        guard lines[last].continues, last < used else { break }
        last += 1
      }
      index = last + 1
      while let cell = cells.last, cell == Cell(), cells.count > (place ?? 0) { cells.removeLast() }
      if let place { newCursor = (rewrapped.count + place / newColumns, place % newColumns) }
      rewrapped += Self.wrap(cells, newColumns)
    }
    while rewrapped.count > newRows {
      scrolledOff.append(Self.text(rewrapped.removeFirst()))
      newCursor.row -= 1
    }
    while rewrapped.count < newRows { rewrapped.append(Line(cells: Array(repeating: Cell(), count: newColumns))) }
    (lines, rows, columns) = (rewrapped, newRows, newColumns)
    move(row: newCursor.row, column: newCursor.column)
  }

  private static func wrap(_ cells: [Cell], _ columns: Int) -> [Line] {
    var lines: [Line] = []
    var rest = cells[...]
    repeat {
      let row = Array(rest.prefix(columns))
      rest = rest.dropFirst(columns)
      let filled = row + Array(repeating: Cell(), count: columns - row.count)
      lines.append(Line(cells: filled, continues: !rest.isEmpty))
    } while !rest.isEmpty
    return lines
  }
}
