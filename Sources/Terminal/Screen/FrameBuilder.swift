import Width

/// Lays text out in rows of a given width. Keeps only the visible rows and counts the others.
struct FrameBuilder {
  /// The visible rows.
  private(set) var rows: [[Cell]] = []
  private(set) var lastRow = 0
  private(set) var column = 0
  let columns: Int
  private let kept: Range<Int>
  private var keepsRow: Bool
  private static let tabWidth = 4

  init(columns: Int, keeping kept: Range<Int>) {
    self.columns = max(1, columns)
    self.kept = kept
    keepsRow = kept.contains(0)
    if keepsRow { rows.append([]) }
  }

  mutating func breakRow() {
    lastRow += 1
    column = 0
    keepsRow = kept.contains(lastRow)
    if keepsRow { rows.append([]) }
  }

  /// The position of a character with this width.
  func place(width: Int) -> Position {
    column + width > columns ? Position(row: lastRow + 1, column: 0) : Position(row: lastRow, column: column)
  }

  mutating func put(_ cell: Cell) {
    var cell = cell
    if cell.columns > columns { cell = Cell("…", style: cell.style) }
    if column + cell.columns > columns { breakRow() }
    column += cell.columns
    if keepsRow { rows[rows.count - 1].append(cell) }
  }

  /// Adds a printable ASCII character; a fast path for long texts.
  mutating func put(ascii scalar: Unicode.Scalar, _ style: Style) {
    if column >= columns { breakRow() }
    column += 1
    if keepsRow { rows[rows.count - 1].append(Cell(String(scalar), style: style)) }
  }

  /// Adds text with any number of lines.
  mutating func put(_ text: StyledText) {
    for span in text.spans {
      for character in span.text {
        if character.isNewline { breakRow() } else { put(character, span.style) }
      }
    }
  }

  mutating func put(_ character: Character, _ style: Style) {
    for cell in cells(of: character, style) { put(cell) }
  }

  /// The cells of a character: itself, `^X` for a control character, blanks for a tab.
  func cells(of character: Character, _ style: Style) -> [Cell] {
    if let ascii = character.asciiValue {
      switch ascii {
      case 0x20..<0x7F: return [Cell(String(character), style: style)]
      case 0x09: return Array(repeating: Cell(" ", style: style), count: Self.tabWidth - column % Self.tabWidth)
      case 0x7F: return [Cell("^", style: style), Cell("?", style: style)]
      default: return [Cell("^", style: style), Cell(String(Unicode.Scalar((ascii & 31) + 64)), style: style)]
      }
    }
    let width = displayWidth(of: character)
    guard width == 0 else { return [Cell(String(character), columns: width, style: style)] }
    let isMark = character.unicodeScalars.first.map { $0.properties.generalCategory == .nonspacingMark } ?? false
    return [Cell(isMark ? "\u{25CC}" + String(character) : "\u{FFFD}", style: style)]
  }
}
