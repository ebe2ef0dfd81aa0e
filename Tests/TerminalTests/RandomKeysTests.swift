import Glibc
import PseudoTerminal
import Testing

/// Random keys, sizes and pastes: the incrementally drawn screen equals the one that Ctrl-L redraws.
///
/// A few thousand keys by default, or `EDUSH_RANDOM_KEYS`: `scripts/fuzz keys 200000`.
struct RandomKeysTests {
  /// Keys for each of the programs, which run at the same time.
  private static let count = (getenv("EDUSH_RANDOM_KEYS").flatMap { Int(String(cString: $0)) } ?? 2000) / seeds.count
  private static let seeds: [UInt64] = [1, 2, 3, 4]

  /// No multi-scalar emoji, whose width at a margin differs between this emulator and real terminals.
  private static let keys: [Keys] = [
    "a", "b ", "get", "item1", "(", ")", "日本", "😀", "e\u{301}", "\"x y\"", "long words that wrap at the margin ", .left,
    .left, .right, .up, .down, .home, .end, .delete, .backspace, .tab, .control("w"), .control("y"), .control("k"),
    .control("t"), .control("_"), .alt("b"), .alt("f"), .alt("d"), .alt("u"), .alt("\r"), .control("u"), .control("r"),
    .paste("pasted"), .paste("two\nlines\twith a tab"), .paste("((\n))\n"),
  ]

  @Test("Incremental drawing equals a redraw", arguments: seeds)
  func drawsAsIfAnew(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let terminal = try Probe.start()
    var (sent, round) = (0, 0)
    while sent < Self.count {
      round += 1
      // Early enough for the program to know the size when the screens are compared.
      if round % 4 == 1, Bool.random(using: &dice) {
        terminal.resize(rows: .random(in: 4...16, using: &dice), columns: .random(in: 12...80, using: &dice))
      }
      let typed = (0..<Int.random(in: 1...6, using: &dice)).compactMap { _ in Self.keys.randomElement(using: &dice) }
      for key in typed { terminal.send(key) }
      sent += typed.count
      // Leaves the menu and the search, and shows when everything has been drawn: a character that no editing can make of others.
      let mark = String(Character(Unicode.Scalar(UInt32(0xAC00 + round % 11_000)) ?? "§"))
      terminal.send(.control("g"))
      terminal.send(mark)
      // An accent after the cursor now combines with the mark.
      func shows(_ screen: ScreenEmulator) -> Bool {
        screen.text.joined().unicodeScalars.contains(mark.unicodeScalars)
      }
      try #require(terminal.wait(until: shows), "round \(round), \(typed): \(terminal.rows)")
      guard round % 4 == 0 else { continue }
      let drawn = try #require(settled(terminal), "round \(round): \(terminal.rows)")
      let start = terminal.received.count
      terminal.send(.control("l"))
      let isFresh = terminal.wait { terminal.received[start...].contains(Array("\u{1B}[2J".utf8)) && shows($0) }
      try #require(isFresh, "round \(round): \(terminal.rows)")
      let fresh = try #require(settled(terminal), "round \(round): \(terminal.rows)")
      try #require(
        drawn.text.suffix(fresh.text.count) == fresh.text[...]
          && drawn.cursor.column == fresh.cursor.column,
        "round \(round): \(drawn.text) instead of \(fresh.text)")
      // A line that grows for ever would be drawn ever more slowly.
      if round % 16 == 0 { terminal.send(.end, .control("u"), .control("u"), .control("k")) }
    }
  }
  /// The screen when what was begun to be drawn is complete: the program reads the next key after that, and Alt-Z, which
  /// has no binding, only rings. nil where it does not ring.
  private func settled(_ terminal: PseudoTerminal) -> ScreenEmulator? {
    let start = terminal.received.count
    terminal.send(.alt("z"))
    return terminal.wait { (_: ScreenEmulator) in terminal.received[start...].contains(0x07) } ? terminal.snapshot : nil
  }
}
