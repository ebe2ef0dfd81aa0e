/// Everything that an edited line shows, before it is set into rows.
struct Layout {
  var prompt: StyledText = ""
  var continuation: StyledText = ""
  var right: StyledText?
  var text: [Unicode.Scalar] = []
  /// One style a scalar; plain where it ends.
  var styles: [Style] = []
  var cursor = 0
  /// Follows the text without being part of it.
  var ghost: StyledText = ""
  /// Rows under the text, cut at the right margin.
  var below: [StyledText] = []

  /// Sets the content into at most the rows of the screen. What is under the text gives way first, then the rows
  /// far from the cursor; `top`, the first row shown, moves no further than it must.
  func frame(in size: TerminalSize, top: inout Int) -> Frame {
    var builder = FrameBuilder(columns: size.columns)
    builder.put(prompt)
    let textRow = builder.lastRow
    let indent = builder.column
    let cursor = putText(into: &builder, indent: indent)
    var rows = builder.rows
    putRight(on: textRow, of: &rows, columns: builder.columns)
    let shownBelow = below.prefix(max(0, size.rows - min(rows.count, max(1, size.rows / 2))))
    let height = max(1, size.rows - shownBelow.count)
    top = max(0, min(top, rows.count - height, cursor.row))
    top = max(top, cursor.row - height + 1)
    let shown = rows[top..<min(rows.count, top + height)]
    let belowRows = shownBelow.map { Self.cut($0, columns: builder.columns) }
    return Frame(rows: shown + belowRows, cursor: Position(row: cursor.row - top, column: cursor.column))
  }

  private func putText(into builder: inout FrameBuilder, indent: Int) -> Position {
    var place: Position?
    var index = 0
    while index < text.count {
      let end = Scalars.characterEnd(in: text, from: index)
      if text[index] == "\n" {
        if place == nil, cursor <= index {
          place = Position(row: builder.lastRow, column: min(builder.column, builder.columns - 1))
        }
        builder.breakRow()
        putContinuation(into: &builder, indent: indent)
      } else {
        let character = Character(Scalars.string(text[index..<end]))
        let cells = builder.cells(of: character, index < styles.count ? styles[index] : .plain)
        if place == nil, cursor < end { place = builder.place(width: min(cells[0].columns, builder.columns)) }
        for cell in cells { builder.put(cell) }
      }
      index = end
    }
    return place ?? putGhost(into: &builder, indent: indent)
  }

  /// The cursor stands before the ghost text; a full row is followed by an empty one for it.
  private func putGhost(into builder: inout FrameBuilder, indent: Int) -> Position {
    if builder.column >= builder.columns { builder.breakRow() }
    let place = Position(row: builder.lastRow, column: builder.column)
    for span in ghost.spans {
      for character in span.text {
        if character.isNewline {
          builder.breakRow()
          putContinuation(into: &builder, indent: indent)
        } else {
          builder.put(character, span.style)
        }
      }
    }
    return place
  }

  private func putContinuation(into builder: inout FrameBuilder, indent: Int) {
    let width = columns(of: continuation)
    let blanks = indent < builder.columns ? max(0, indent - width) : 0
    for _ in 0..<blanks { builder.put(Cell(" ")) }
    builder.put(continuation)
  }

  private func columns(of text: StyledText) -> Int {
    text.spans.reduce(0) { $0 + Terminal.columns(of: $1.text) }
  }

  private func putRight(on row: Int, of rows: inout [[Cell]], columns: Int) {
    guard let right, rows.indices.contains(row) else { return }
    let cells = Self.cut(right, columns: columns)
    let free = columns - Frame.width(rows[row]) - Frame.width(cells)
    let isWrapped = rows.count > row + 1 && !text.contains("\n")
    guard free > 1, !isWrapped else { return }
    rows[row] += Array(repeating: Cell(" "), count: free) + cells
  }

  /// The first row of the text.
  private static func cut(_ text: StyledText, columns: Int) -> [Cell] {
    var builder = FrameBuilder(columns: columns)
    builder.put(text)
    return builder.rows[0]
  }
}
