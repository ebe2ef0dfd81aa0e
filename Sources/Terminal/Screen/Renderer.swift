/// Tracks the content of the screen and writes only differences.
///
/// Rows are relative to the beginning of the frame. Only relative movements are used, so the screen may scroll.
struct Renderer {
  private(set) var shown: Frame?
  private var columns: Int

  init(columns: Int) {
    self.columns = columns
  }

  /// Returns the bytes that change the screen to the next frame.
  mutating func draw(_ next: Frame, columns: Int) -> [UInt8] {
    self.columns = columns
    let old = shown ?? Frame()
    var pen = Pen(position: old.cursor, columns: columns)
    var existing = old.rows.count
    for (row, cells) in next.rows.enumerated() {
      if row >= existing {
        pen.move(to: Position(row: existing - 1, column: pen.position.column))
        pen.openRow()
        existing += 1
      }
      pen.replace(row: row, row < old.rows.count ? old.rows[row] : [], by: cells)
    }
    if next.rows.count < existing { pen.clearBelow(row: next.rows.count) }
    pen.move(to: next.cursor)
    shown = next
    return pen.finish()
  }

  /// Erases the frame and moves the cursor to its beginning.
  mutating func erase() -> [UInt8] {
    guard let shown else { return [] }
    var pen = Pen(position: shown.cursor, columns: columns)
    pen.clearBelow(row: 0)
    self.shown = nil
    return pen.finish()
  }

  /// Erases the frame from a screen that has rewrapped it to another width.
  mutating func eraseAfterResize(to size: TerminalSize) -> [UInt8] {
    guard let shown else { return [] }
    self.shown = nil
    let above = shown.rows.prefix(shown.cursor.row).reduce(0) { count, row in
      count + max(1, (Frame.width(row) + size.columns - 1) / size.columns)
    }
    let up = min(above + shown.cursor.column / size.columns, size.rows - 1)
    return Array(("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J").utf8)
  }

  /// Leaves the frame on the screen and moves to the line below.
  mutating func leave() -> [UInt8] {
    guard let shown else { return [] }
    var pen = Pen(position: shown.cursor, columns: columns)
    pen.move(to: Position(row: shown.rows.count - 1, column: shown.cursor.column))
    pen.openRow()
    self.shown = nil
    return pen.finish()
  }

  /// Forgets the frame, after the screen was cleared or used by others.
  mutating func forget() {
    shown = nil
  }
}
