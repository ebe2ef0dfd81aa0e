import Width

/// The content of an edited line before it is laid out in rows.
struct Layout {
  var prompt: StyledText = ""
  var continuation: StyledText = ""
  var right: StyledText?
  var text: [Unicode.Scalar] = []
  /// One style per scalar; further scalars are plain.
  var styles: [Style] = []
  var cursor = 0
  /// Follows the text without being part of it.
  var ghost: StyledText = ""
  /// Rows below the text, truncated at the right margin.
  var below: [StyledText] = []
  /// A row below the text, shown if there is nothing else and space is left.
  var strip: StyledText?

  /// Lays the content out within the size of the screen. The rows below the text are omitted first, then rows far from
  /// the cursor. `top`, the first visible row, changes as little as possible.
  func frame(in size: TerminalSize, top: inout Int) -> Frame {
    let whole = set(columns: size.columns, keeping: 0..<0)
    let fitting = whole.rowCount < size.rows ? strip.map { [$0] } ?? [] : []
    let shownBelow =
      below.isEmpty ? fitting[...] : below.prefix(max(0, size.rows - min(whole.rowCount, max(1, size.rows / 2))))
    let height = max(1, size.rows - shownBelow.count)
    // The row above the cursor may end in what was just typed.
    let context = height > 2 ? 1 : 0
    top = max(0, min(top, whole.rowCount - height, whole.cursor.row - context))
    top = max(top, whole.cursor.row - height + 1)
    let shown = set(columns: size.columns, keeping: top..<(top + height))
    var rows = shown.rows
    putRight(on: whole.textRow - top, of: &rows, isWrapped: whole.rowCount > whole.textRow + 1, columns: size.columns)
    rows += shownBelow.map { Self.cut($0, columns: size.columns) }
    return Frame(rows: rows, cursor: Position(row: whole.cursor.row - top, column: whole.cursor.column))
  }

  /// The content in rows, with the positions of its parts.
  private struct Setting {
    var rows: [[Cell]]
    var rowCount: Int
    /// The row in which the text begins.
    var textRow: Int
    var cursor: Position
  }

  private func set(columns: Int, keeping kept: Range<Int>) -> Setting {
    var builder = FrameBuilder(columns: columns, keeping: kept)
    builder.put(prompt)
    let textRow = builder.lastRow
    let indent = builder.column
    let cursor = putText(into: &builder, indent: indent)
    return Setting(rows: builder.rows, rowCount: builder.lastRow + 1, textRow: textRow, cursor: cursor)
  }

  private func putText(into builder: inout FrameBuilder, indent: Int) -> Position {
    var place: Position?
    var index = 0
    while index < text.count {
      let scalar = text[index]
      if (0x20..<0x7F).contains(scalar.value), index + 1 == text.count || text[index + 1].isASCII {
        if index == cursor { place = builder.place(width: 1) }
        builder.put(ascii: scalar, index < styles.count ? styles[index] : .plain)
        index += 1
      } else {
        let end = Scalars.characterEnd(in: text, from: index)
        let isCursor = place == nil && cursor < end
        let character = putCharacter(text[index..<end], at: index, into: &builder, indent: indent)
        if isCursor { place = character }
        index = end
      }
    }
    return place ?? putGhost(into: &builder, indent: indent)
  }

  /// Adds any character; returns its position.
  private func putCharacter(
    _ scalars: ArraySlice<Unicode.Scalar>, at index: Int, into builder: inout FrameBuilder, indent: Int
  ) -> Position {
    guard text[index] != "\n" else {
      let place = Position(row: builder.lastRow, column: min(builder.column, builder.columns - 1))
      builder.breakRow()
      putContinuation(into: &builder, indent: indent)
      return place
    }
    let style = index < styles.count ? styles[index] : .plain
    let cells = builder.cells(of: Character(Scalars.string(scalars)), style)
    let place = builder.place(width: min(cells[0].columns, builder.columns))
    for cell in cells { builder.put(cell) }
    return place
  }

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
    text.spans.reduce(0) { $0 + displayWidth(of: $1.text) }
  }

  private func putRight(on row: Int, of rows: inout [[Cell]], isWrapped: Bool, columns: Int) {
    guard let right, rows.indices.contains(row), !isWrapped || text.contains("\n") else { return }
    let cells = Self.cut(right, columns: columns)
    let free = columns - Frame.width(rows[row]) - Frame.width(cells)
    guard free > 1 else { return }
    rows[row] += Array(repeating: Cell(" "), count: free) + cells
  }

  /// The first row of a text.
  private static func cut(_ text: StyledText, columns: Int) -> [Cell] {
    var builder = FrameBuilder(columns: columns, keeping: 0..<1)
    builder.put(text)
    return builder.rows.first ?? []
  }
}
