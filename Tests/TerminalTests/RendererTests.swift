import PseudoTerminal
import Testing

@testable import Terminal

/// Pseudorandom numbers, the same in every run.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct RendererTests {
  static let pieces = ["a", "word", " ", "日本", "\n", "e\u{301}", "ł", "\t", "👍", "\u{7}", "한", "(", "  "]

  static func layout(_ dice: inout Dice) -> Layout {
    var layout = Layout()
    layout.prompt = StyledText(["> ", "two\nlines$ ", "日> ", ""].randomElement(using: &dice)!, Style(.green))
    layout.continuation = StyledText("...> ", .dim)
    let count = Int.random(in: 0..<30, using: &dice)
    layout.text = (0..<count).flatMap { _ in Array(pieces.randomElement(using: &dice)!.unicodeScalars) }
    layout.styles = layout.text.map { _ in Bool.random(using: &dice) ? Style(.red) : .plain }
    layout.cursor = Bool.random(using: &dice) ? layout.text.count : Int.random(in: 0...layout.text.count, using: &dice)
    if layout.cursor == layout.text.count, Bool.random(using: &dice) { layout.ghost = StyledText("ghost 日本\nx", .dim) }
    if Bool.random(using: &dice) { layout.right = StyledText("right") }
    layout.below = (0..<Int.random(in: 0..<4, using: &dice)).map { StyledText("menu row \($0) 日本語日本語", .dim) }
    return layout
  }

  /// The pieces combine with neighbours only in ways that the emulator supports.
  @Test("An updated screen looks like a fresh one", arguments: [(5, 7), (3, 4), (10, 20), (2, 2), (24, 80), (1, 5)])
  func aChangedScreenLooksLikeAFreshOne(rows: Int, columns: Int) {
    var dice = Dice(state: UInt64(rows * 1000 + columns))
    let size = TerminalSize(rows: rows, columns: columns)
    var screen = ScreenEmulator(rows: rows, columns: columns)
    var renderer = Renderer(columns: columns)
    var top = 0
    for round in 0..<400 {
      let layout = Self.layout(&dice)
      let frame = layout.frame(in: size, top: &top)
      screen.feed(renderer.draw(frame, columns: columns))
      var fresh = ScreenEmulator(rows: rows, columns: columns)
      var first = Renderer(columns: columns)
      fresh.feed(first.draw(frame, columns: columns))
      // The frame may be lower on a screen that has scrolled.
      let offset = screen.cursor.row - fresh.cursor.row
      #expect(offset >= 0)
      let expected = Array(repeating: "", count: max(0, offset)) + fresh.text
      guard screen.text == expected, screen.cursor.column == fresh.cursor.column else {
        Issue.record("round \(round): \(screen.text) instead of \(expected), cursor \(screen.cursor)")
        return
      }
    }
  }

  @Test("An updated screen has the styles of a fresh one") func theStylesOfAChangedScreenAreThoseOfAFreshOne() {
    var dice = Dice(state: 7)
    let size = TerminalSize(rows: 8, columns: 12)
    var screen = ScreenEmulator(rows: 8, columns: 12)
    var renderer = Renderer(columns: 12)
    var top = 0
    for _ in 0..<200 {
      let frame = Self.layout(&dice).frame(in: size, top: &top)
      screen.feed(renderer.draw(frame, columns: 12))
      var fresh = ScreenEmulator(rows: 8, columns: 12)
      var first = Renderer(columns: 12)
      fresh.feed(first.draw(frame, columns: 12))
      let offset = max(0, screen.cursor.row - fresh.cursor.row)
      for row in 0..<(8 - offset) {
        for column in 0..<12 where fresh.cell(row: row, column: column).text != " " {
          #expect(screen.cell(row: row + offset, column: column) == fresh.cell(row: row, column: column))
        }
      }
    }
  }

  @Test("Only changes are written") func onlyWhatChangedIsWritten() {
    var renderer = Renderer(columns: 80)
    var top = 0
    var layout = Layout()
    layout.prompt = "> "
    layout.text = Array("select everything".unicodeScalars)
    layout.cursor = layout.text.count
    _ = renderer.draw(layout.frame(in: .usual, top: &top), columns: 80)
    layout.text.append("!")
    layout.cursor += 1
    #expect(renderer.draw(layout.frame(in: .usual, top: &top), columns: 80) == Array("!".utf8))
    #expect(renderer.draw(layout.frame(in: .usual, top: &top), columns: 80).isEmpty)
  }

  @Test("Erasing leaves the rows above") func erasingLeavesWhatStoodAbove() {
    var screen = ScreenEmulator(rows: 6, columns: 10)
    screen.feed(Array("above\r\n".utf8))
    var renderer = Renderer(columns: 10)
    var layout = Layout()
    layout.text = Array("a long text of rows".unicodeScalars)
    layout.cursor = 3
    var top = 0
    screen.feed(renderer.draw(layout.frame(in: TerminalSize(rows: 6, columns: 10), top: &top), columns: 10))
    #expect(screen.text == ["above", "a long tex", "t of rows"])
    screen.feed(renderer.erase())
    #expect(screen.text == ["above"])
    #expect(screen.cursor == (1, 0))
  }

  @Test("A terminal that rewraps lines is left clean", arguments: [4, 7, 13, 40])
  func aTerminalThatWrapsAnewIsLeftClean(newColumns: Int) {
    var screen = ScreenEmulator(rows: 12, columns: 20)
    screen.feed(Array("above\r\n".utf8))
    var renderer = Renderer(columns: 20)
    var layout = Layout()
    layout.prompt = "prompt> "
    layout.text = Array("a text of several rows here".unicodeScalars)
    layout.cursor = 25
    var top = 0
    screen.feed(renderer.draw(layout.frame(in: TerminalSize(rows: 12, columns: 20), top: &top), columns: 20))
    screen.resize(rows: 12, columns: newColumns)
    screen.feed(renderer.eraseAfterResize(to: TerminalSize(rows: 12, columns: newColumns)))
    #expect(screen.text.joined() == "above")
  }
}
