import Glibc
import PseudoTerminal
import Testing

@Suite struct EditingTests {
  @Test("A line is read and the prompt returns") func aLineIsReadAndThePromptComesBack() throws {
    let terminal = try Probe.start()
    terminal.send("hello")
    #expect(terminal.misses(last: "probe> hello") == nil)
    terminal.send(.enter)
    #expect(terminal.misses("line: \"hello\"") == nil)
    #expect(terminal.misses(last: "probe>") == nil)
    terminal.send(.control("D"))
    #expect(terminal.exitStatus() == .exited(0))
    #expect(terminal.rows.last == "end")
  }

  @Test(
    "Editing keys work",
    arguments: [
      (["abc", Keys.left, Keys.left, "X"], "aXbc"), (["abc", .home, "X", .end, "Y"], "XabcY"),
      (["abc", .control("A"), .delete, .control("E"), .backspace], "b"),
      (["one two", .control("W"), "2"], "one 2"),
      (["one two", .control("U"), .control("Y"), .control("Y")], "one twoone two"),
      (["one two", .alt("b"), .control("K"), .home, .control("Y")], "twoone "),
      (["one two", .home, .alt("d"), .control("D")], "two"), (["日本👩‍👩‍👧", .left, .backspace, "x"], "日x👩‍👩‍👧"),
      (["e\u{301}x", .left, .backspace], "x"), (["one two", .control("_")], "one "), (["ab", .control("T")], "ba"),
      (["word", .alt("b"), .alt("u")], "WORD"), (["a", .control("V"), .control("A"), "b"], "a\u{1}b"),
      (["a", .alt("\r"), "b", .up, "x"], "ax\nb"), (["\u{1B}[99~\u{1B}[Ia"], "a"), (["a", .alt("x"), "b"], "ab"),
      (["żółć", .home, .delete], "ółć"), (["a", .control("S"), .control("G"), "b"], "ab"),
      (["abc", .left, .control("T"), "x"], "acbx"), (["日本", .control("T")], "本日"), (["", .control("T"), "a"], "a"),
      (["one two", .alt("t")], "two one"), (["one(two)", .home, .alt("f"), .alt("t")], "two(one)"),
      (["one", .alt("t")], "one"), (["one two", .home, .alt("c"), .alt("c")], "One Two"),
      (["ONE two", .home, .alt("l"), .alt("u"), "!"], "one TWO!"), (["straße", .alt("b"), .alt("u")], "STRASSE"),
      (["one two", .alt("\u{7F}"), .alt("\u{7F}"), .control("Y")], "one two"),
      (["one ", .control("W"), "two", .control("W"), .control("Y"), .alt("y")], "one "),
      (["one", .control("A"), .control("K"), "x", .control("Y")], "xone"), (["abc", .control("X"), .control("U")], ""),
      (["one two", .control("_"), .control("_"), .control("_")], ""), (["one", .control("_"), .alt("_")], "one"),
      (["abc", .control("X"), .control("E")], "ABC"), (["a", "}", "b"], "a}b"),
      (["a", .alt("3"), "x"], "axxx"), (["abcdefghijkl", .alt("1"), "0", .left, "x"], "abxcdefghijkl"),
      (["one two three", .alt("2"), .alt("b"), "x"], "one xtwo three"), (["abcd", .alt("3"), .backspace], "a"),
      (["one two three", .alt("2"), .control("W"), .control("Y"), .control("Y")], "one two threetwo three"),
      (["one two three", .alt("2"), .alt("\u{7F}"), .control("_"), "x"], "one two threex"),
      (["abc", .home, .alt("9"), .control("D"), "x"], "x"), (["one", .alt("5"), .control("A"), "x"], "xone"),
      (["one two", .alt("1"), .alt("0"), .left, .alt("2"), .alt("u")], "ONE TWO"),
    ])
  func keysEdit(keys: [Keys], line: String) throws {
    let terminal = try Probe.start()
    for key in keys { terminal.send(key) }
    terminal.send(.enter)
    #expect(terminal.misses("line: \(line.debugDescription)") == nil)
  }

  @Test("Incomplete input continues on a new line") func anIncompleteTextOpensAFurtherLine() throws {
    let terminal = try Probe.start()
    terminal.send("call(", .enter, "x)")
    #expect(terminal.wait { $0 == ["probe> call(", "  ...> x)"] })
    terminal.send(.enter)
    #expect(terminal.misses(#"line: "call(\nx)""#) == nil)
    // Until the next prompt appears, the kernel echoes keys.
    #expect(terminal.wait { $0.last?.hasPrefix("probe>") == true }, "\(terminal.rows)")
    terminal.send(.up)
    #expect(terminal.wait { $0.suffix(2) == ["probe> call(", "  ...> x)"] }, "\(terminal.rows)")
    terminal.send(.up, .end, "y", .enter)
    #expect(terminal.misses(#"line: "call(y\nx)""#) == nil)
  }

  @Test("Undo of fast typing returns to the empty line") func whatIsTypedFastIsUndoneToTheEmptyLine() throws {
    let terminal = try Probe.start()
    terminal.send("coderpad.pads.list-and-more-of-it")
    #expect(terminal.misses(last: "probe> coderpad.pads.list-and-more-of-it") == nil)
    terminal.send(.control("_"))
    #expect(terminal.misses(last: "probe>") == nil)
    terminal.send(.alt("_"))
    #expect(terminal.misses(last: "probe> coderpad.pads.list-and-more-of-it") == nil)
  }

  @Test("A new line is indented like the one before") func aFurtherLineIsIndentedAsTheOneBefore() throws {
    let terminal = try Probe.start()
    func type(_ keys: Keys, _ row: String) {
      terminal.send(keys)
      #expect(terminal.misses(last: row) == nil)
    }
    type("f( {", "probe> f( {")
    type(.enter, "  ...>")
    type("a", "  ...>   a")
    type(.enter, "  ...>")
    type("b {", "  ...>   b {")
    type(.enter, "  ...>")
    type("}", "  ...>   }")
    type(.enter, "  ...>")
    type("})", "  ...> })")
    terminal.send(.enter)
    #expect(terminal.wait(for: #"line: "f( {\n  a\n  b {\n  }\n})""#), "\(terminal.rows)")
  }

  @Test("Lines that arrive together keep their own indentation") func linesThatComeAtOnceKeepTheirOwnIndentation()
    throws
  {
    let terminal = try Probe.start()
    terminal.send("f( {", .enter, "  a", .enter, "  b", .enter, "})", .enter)
    #expect(terminal.wait(for: #"line: "f( {\n  a\n  b\n})""#), "\(terminal.rows)")
  }

  @Test("A line can start with initial text") func aLineCanBeginWithAText() throws {
    let terminal = try Probe.start()
    terminal.send("draft", .enter)
    #expect(terminal.wait { $0.suffix(2) == ["probe> drafted (", "  ...>  text"] }, "\(terminal.rows)")
    terminal.send(")", .enter)
    #expect(terminal.misses(#"line: "drafted (\n text)""#) == nil)
    #expect(terminal.misses(last: "probe>") == nil)
  }

  @Test("Another program edits the line without running it") func anotherProgramEditsTheLineWithoutRunningIt() throws {
    let terminal = try Probe.start()
    terminal.send("get x")
    #expect(terminal.misses(last: "probe> get x") == nil)
    terminal.send(.control("X"), .control("E"))
    #expect(terminal.wait { $0 == ["probe> GET X"] }, "\(terminal.rows)")
    terminal.send("!", .enter)
    #expect(terminal.misses(#"line: "GET X!""#) == nil)
  }

  @Test("Help is shown above the line") func helpIsShownAboveTheLine() throws {
    let terminal = try Probe.start()
    terminal.send("get x", .left, .left, "\u{1B}OP")
    #expect(terminal.wait { $0 == ["help on get", "probe> get x"] }, "\(terminal.rows)")
    terminal.send("!", .enter)
    #expect(terminal.misses(#"line: "get! x""#) == nil)
  }

  @Test("Ctrl-C discards the line") func controlCGivesTheLineUp() throws {
    let terminal = try Probe.start()
    terminal.send("half a li", .control("C"))
    #expect(terminal.misses("probe> half a li^C") == nil)
    #expect(terminal.misses("interrupted") == nil)
    terminal.send("next", .enter)
    #expect(terminal.misses("line: \"next\"") == nil)
  }

  @Test("A paste never runs before Enter") func aPasteNeverRunsBeforeEnter() throws {
    let terminal = try Probe.start()
    terminal.send(.paste("one\ntwo\n"))
    #expect(terminal.misses(last: "  ...> two") == nil)
    terminal.send(.enter)
    #expect(terminal.misses(#"line: "one\ntwo""#) == nil)
  }

  @Test func eightTimesThePasteTakesAboutEightTimesTheTime() throws {
    let (short, long) = (try secondsOfPaste(lines: 700), try secondsOfPaste(lines: 5600))
    #expect(long < max(short, 0.02) * 8 * 4, "\(short) s, eight times the lines \(long) s")
  }

  /// The CPU seconds that the program takes for a paste.
  private func secondsOfPaste(lines: Int) throws -> Double {
    let terminal = try Probe.start()
    let before = try seconds(of: terminal.processID)
    terminal.send(.paste((0..<lines).map { "row \($0) abc" }.joined(separator: "\n")))
    #expect(terminal.misses(last: "  ...> row \(lines - 1) abc") == nil)
    let after = try seconds(of: terminal.processID)
    terminal.send("!", .home, "?", .enter)
    #expect(terminal.wait { $0.joined().contains(#"\n?row \#(lines - 1) abc!""#) }, "\(terminal.rows)")
    return after - before
  }

  private func seconds(of process: Int32) throws -> Double {
    var (clock, time) = (clockid_t(), timespec())
    try #require(clock_getcpuclockid(process, &clock) == 0 && clock_gettime(clock, &time) == 0)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test("A line longer than libedit's buffer survives the history")
  func aLineLongerThanLibeditsBufferSurvivesTheHistory() throws {
    let terminal = try Probe.start()
    let long = String(repeating: "abcdefgh", count: 400)
    terminal.send(Keys(long), .enter)
    _ = terminal.wait { $0.last == "probe>" }
    terminal.send(.up, .down, .up, .enter)
    #expect(
      terminal.wait {
        $0.joined().contains("line: \"\(long.suffix(300))") || $0.joined().contains(long.suffix(300) + "\"")
      })
  }

  @Test("Home, End and typing are safe in a text taller than the screen")
  func homeEndAndTypingInATextTallerThanTheScreenAreSafe() throws {
    let terminal = try Probe.start(rows: 5, columns: 20)
    terminal.send(Keys(String(repeating: "0123456789", count: 40)))
    terminal.send(
      .home, .end, Keys(String(repeating: "x", count: 60)), .home, Keys(String(repeating: "y", count: 60)), .end)
    #expect(terminal.wait { $0.last?.hasSuffix("x") == true })
    terminal.send(.control("C"))
    #expect(terminal.misses("interrupted") == nil)
  }

  @Test("Ctrl-D ends the program only on an empty line") func nothingTypedEndsTheProgramOnlyWhenTheLineIsEmpty() throws
  {
    let terminal = try Probe.start()
    terminal.send("a", .left, .control("D"), .control("D"))
    #expect(terminal.exitStatus() == .exited(0))
  }

  @Test("Output without a final line break is not overwritten") func outputWithoutALineBreakIsNotOverwritten() throws {
    let terminal = try Probe.start()
    terminal.send("partial", .enter)
    #expect(terminal.wait { $0.suffix(2) == ["no line break⏎", "probe>"] })
  }

  @Test("Ctrl-L clears the screen but not the line") func theScreenIsClearedButNotTheLine() throws {
    let terminal = try Probe.start()
    terminal.send("a", .enter, "keep me")
    _ = terminal.misses(last: "probe> keep me")
    terminal.send(.control("L"))
    #expect(terminal.wait { $0 == ["probe> keep me"] })
  }

  @Test("Editing continues after a resize") func editingGoesOnAfterAResize() throws {
    let terminal = try Probe.start()
    terminal.send("0123456789012345678901234567890123456789")
    _ = terminal.wait(for: "6789")
    terminal.resize(rows: 12, columns: 20)
    #expect(terminal.wait { $0 == ["probe> 0123456789012", "34567890123456789012", "3456789"] })
    terminal.resize(rows: 12, columns: 70)
    #expect(terminal.wait { $0 == ["probe> 0123456789012345678901234567890123456789"] })
    terminal.send(.enter)
    #expect(terminal.wait(for: "line: \"0123456789012345678901234567890123456789\""))
  }
}
