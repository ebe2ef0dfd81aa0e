/// Writes escape sequences and tracks the cursor position.
struct Pen {
  private(set) var position: Position
  private var bytes: [UInt8] = []
  private var style = Style.plain
  private let columns: Int

  init(position: Position, columns: Int) {
    self.position = position
    self.columns = columns
  }

  mutating func move(to target: Position) {
    // After the last column, terminals delay the wrap in different ways.
    if position.column >= columns { carriageReturn() }
    if target.row < position.row { write("\u{1B}[\(position.row - target.row)A") }
    if target.row > position.row { write("\u{1B}[\(target.row - position.row)B") }
    position.row = target.row
    guard target.column != position.column else { return }
    if target.column == 0 { carriageReturn() } else { write("\u{1B}[\(target.column + 1)G") }
    position.column = target.column
  }

  /// Moves to a new row below all others, scrolling the screen if necessary.
  mutating func openRow() {
    use(.plain)
    write("\r\n")
    position = Position(row: position.row + 1, column: 0)
  }

  /// Writes the changed part of a row.
  mutating func replace(row: Int, _ old: [Cell], by new: [Cell]) {
    let same = zip(old, new).prefix { $0 == $1 }.count
    guard same < old.count || same < new.count else { return }
    let oldWidth = Frame.width(old)
    let newWidth = Frame.width(new)
    var end = new.count
    if oldWidth == newWidth {
      end -= zip(old[same...].reversed(), new[same...].reversed()).prefix { $0 == $1 }.count
    }
    move(to: Position(row: row, column: Frame.width(new[..<same])))
    for cell in new[same..<end] { put(cell) }
    guard newWidth < oldWidth else { return }
    use(.plain)
    write("\u{1B}[K")
  }

  mutating func clearBelow(row: Int) {
    move(to: Position(row: row, column: 0))
    use(.plain)
    write("\u{1B}[J")
  }

  mutating func finish() -> [UInt8] {
    use(.plain)
    return bytes
  }

  private mutating func put(_ cell: Cell) {
    use(cell.style)
    write(cell.text)
    position.column += cell.columns
    if cell.isUncertain, position.column < columns { write("\u{1B}[\(position.column + 1)G") }
  }

  private mutating func use(_ next: Style) {
    guard next != style else { return }
    style = next
    write(next.escapeSequence)
  }

  private mutating func carriageReturn() {
    write("\r")
    position.column = 0
  }

  private mutating func write(_ text: String) {
    bytes += text.utf8
  }
}
