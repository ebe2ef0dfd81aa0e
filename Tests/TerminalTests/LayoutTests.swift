import Testing

@testable import Terminal

@Suite struct LayoutTests {
  private func rows(
    _ text: String, cursor: Int? = nil, prompt: String = "> ", columns: Int = 10, rows: Int = 10,
    change: (inout Layout) -> Void = { _ in }
  ) -> (rows: [String], cursor: Position) {
    var layout = Layout()
    layout.prompt = StyledText(prompt)
    layout.continuation = "...> "
    layout.text = Array(text.unicodeScalars)
    layout.cursor = cursor ?? layout.text.count
    change(&layout)
    var top = 0
    let frame = layout.frame(in: TerminalSize(rows: rows, columns: columns), top: &top)
    return (frame.rows.map { $0.map(\.text).joined() }, frame.cursor)
  }

  @Test("Text follows the prompt") func textFollowsThePrompt() {
    let shown = rows("abc")
    #expect(shown.rows == ["> abc"])
    #expect(shown.cursor == Position(row: 0, column: 5))
  }

  @Test("The continuation prompt is aligned with the main one") func theContinuationPromptIsAlignedUnderTheMainOne() {
    #expect(rows("a\nb", prompt: "edush> ", columns: 20).rows == ["edush> a", "  ...> b"])
    #expect(rows("a\nb", prompt: "$ ", columns: 20).rows == ["$ a", "...> b"])
  }

  @Test("A full row is followed by one for the cursor") func aFullRowIsFollowedByOneForTheCursor() {
    let shown = rows("12345678")
    #expect(shown.rows == ["> 12345678", ""])
    #expect(shown.cursor == Position(row: 1, column: 0))
  }

  @Test("A wide character that does not fit moves to the next row") func aWideCharacterThatDoesNotFitGoesToTheNextRow()
  {
    let shown = rows("1234567日", cursor: 7)
    #expect(shown.rows == ["> 1234567", "日"])
    #expect(shown.cursor == Position(row: 1, column: 0))
  }

  @Test("Control characters and tabs are visible") func controlCharactersAndTabsAreVisible() {
    #expect(rows("\u{1}\t|", columns: 20).rows == ["> ^A    |"])
    #expect(rows("\u{202E}x").rows == ["> \u{FFFD}x"])
  }

  @Test("A prompt can have several lines") func aPromptMayHaveSeveralLines() {
    let shown = rows("x", prompt: "one\ntwo> ")
    #expect(shown.rows == ["one", "two> x"])
    #expect(shown.cursor == Position(row: 1, column: 6))
  }

  @Test("The right prompt makes room for the text") func theRightPromptGivesWayToTheText() {
    #expect(rows("x", columns: 12) { $0.right = "12:00" }.rows == ["> x    12:00"])
    #expect(rows("xxxxxx", columns: 12) { $0.right = "12:00" }.rows == ["> xxxxxx"])
  }

  @Test("The strip is below the text if the whole text fits") func theStripIsBelowTheTextWhereAllOfItFits() {
    let strip: (inout Layout) -> Void = { $0.strip = "what it is, and more" }
    #expect(rows("ab", change: strip).rows == ["> ab", "what it is"])
    #expect(rows("ab\ncd", columns: 20, rows: 3, change: strip).rows == ["> ab", "...> cd", "what it is, and more"])
    #expect(rows("ab\ncd", columns: 20, rows: 2, change: strip).rows == ["> ab", "...> cd"])
    #expect(rows("ab", columns: 20, rows: 1, change: strip).rows == ["> ab"])
    #expect(
      rows("ab") { layout in
        layout.strip = "strip"
        layout.below = ["menu"]
      }.rows == ["> ab", "menu"])
  }

  @Test("A text taller than the screen shows the rows around the cursor")
  func aTextTallerThanTheScreenShowsTheRowsAroundTheCursor() {
    let text = (0..<50).map(String.init).joined(separator: "\n")
    let shown = rows(text, rows: 5)
    #expect(shown.rows.count == 5)
    #expect(shown.rows.last == "...> 49")
    let start = rows(text, cursor: 0, rows: 5)
    #expect(start.rows.first == "> 0")
    #expect(start.cursor == Position(row: 0, column: 2))
  }

  @Test("Rows below the text leave room for it") func whatIsBelowLeavesRoomForTheText() {
    let shown = rows("a\nb\nc\nd\ne\nf", columns: 20, rows: 6) { layout in
      layout.below = (0..<9).map { StyledText("menu \($0)") }
    }
    #expect(shown.rows == ["...> d", "...> e", "...> f", "menu 0", "menu 1", "menu 2"])
  }

  @Test("Ghost text appears after the cursor") func ghostTextStandsAfterTheCursor() {
    let shown = rows("ge") { $0.ghost = "t x" }
    #expect(shown.rows == ["> get x"])
    #expect(shown.cursor == Position(row: 0, column: 4))
  }

  @Test("The row above the cursor stays visible, so that what was just typed does")
  func keepsContext() {
    var layout = Layout()
    layout.text = Array(String(repeating: "a", count: 100).unicodeScalars)
    var top = 0
    let size = TerminalSize(rows: 4, columns: 10)
    layout.cursor = 100
    _ = layout.frame(in: size, top: &top)
    layout.cursor = 70
    let frame = layout.frame(in: size, top: &top)
    #expect(top == 6 && frame.cursor.row == 1)
    layout.cursor = 0
    #expect(layout.frame(in: size, top: &top).cursor.row == 0 && top == 0)
  }

  @Test("The first visible row moves no further than necessary") func theFirstRowShownMovesNoFurtherThanItMust() {
    var layout = Layout()
    layout.text = Array((0..<20).map(String.init).joined(separator: "\n").unicodeScalars)
    layout.cursor = layout.text.count
    var top = 0
    let size = TerminalSize(rows: 5, columns: 20)
    _ = layout.frame(in: size, top: &top)
    #expect(top == 15)
    layout.cursor -= 4
    _ = layout.frame(in: size, top: &top)
    #expect(top == 15)
    layout.cursor = 0
    _ = layout.frame(in: size, top: &top)
    #expect(top == 0)
  }
}
