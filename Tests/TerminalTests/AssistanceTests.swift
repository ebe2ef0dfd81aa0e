import PseudoTerminal
import Testing

@Suite struct CompletionTests {
  @Test("A single candidate is inserted with its suffix") func theOnlyCandidateIsPutInWithItsSuffix() throws {
    let terminal = try Probe.start()
    terminal.send("un", .tab, "x", .enter)
    #expect(terminal.misses(#"line: "unique x""#) == nil)
  }

  @Test("Candidates are listed below the line and selected in place") func candidatesAreShownBelowAndChosenInPlace()
    throws
  {
    let terminal = try Probe.start()
    terminal.send("g", .tab)
    let menu = "get     Sends a GET request  getAll  Follows the pages"
    #expect(terminal.wait { $0 == ["probe> get", menu] })
    terminal.send(.tab)
    #expect(terminal.wait { $0.cell(row: 1, column: 0).style.contains("7") })
    terminal.send(.tab)
    #expect(terminal.wait { $0 == ["probe> getAll", menu] })
    terminal.send(.shiftTab, .down, .enter, "x")
    #expect(terminal.wait { $0 == ["probe> getAll x"] })
  }

  @Test("Escape restores the text") func escapeBringsTheTextBack() throws {
    let terminal = try Probe.start()
    terminal.send("g", .tab, .tab, .tab)
    #expect(terminal.misses("probe> getAll") == nil)
    terminal.send(.escape)
    #expect(terminal.wait { $0 == ["probe> g"] })
  }

  @Test("Any other key closes the menu and takes effect") func anotherKeyClosesTheMenuAndDoesItsWork() throws {
    let terminal = try Probe.start()
    terminal.send("g", .tab, .tab, ".", .enter)
    #expect(terminal.misses(#"line: "get.""#) == nil)
    terminal.send("g", .tab, .alt("b"), "x", .enter)
    #expect(terminal.misses(#"line: "xget""#) == nil)
    terminal.send("g", .tab, .enter)
    #expect(terminal.misses(#"line: "get""#) == nil)
  }

  @Test("Typing narrows the menu") func typingNarrowsTheMenu() throws {
    let terminal = try Probe.start()
    terminal.send("h", .tab)
    #expect(terminal.wait { $0 == ["probe> h", "help     Explains a command   history  Shows earlier lines"] })
    terminal.send("i")
    #expect(terminal.wait { $0 == ["probe> hi", "history  Shows earlier lines"] })
    terminal.send(.backspace)
    #expect(terminal.wait { $0 == ["probe> h", "help     Explains a command   history  Shows earlier lines"] })
    terminal.send("i", .enter, "x", .enter)
    #expect(terminal.misses(#"line: "history x""#) == nil)
  }

  @Test("A letter replaces the shown candidate") func aLetterTakesThePlaceOfTheCandidateThatIsShown() throws {
    let terminal = try Probe.start()
    terminal.send("h", .tab, .tab)
    #expect(terminal.misses("probe> help") == nil)
    terminal.send("i")
    #expect(terminal.misses("probe> hi") == nil)
    terminal.send(.tab, .enter, .enter)
    #expect(terminal.misses(#"line: "history ""#) == nil)
    // A letter that continues no candidate is just typed.
    terminal.send("h", .tab, .tab)
    #expect(terminal.misses("probe> help") == nil)
    terminal.send("z", .enter)
    #expect(terminal.misses(#"line: "helpz""#) == nil)
  }

  @Test("Page keys turn the pages of the menu") func pagesOfTheMenuAreTurned() throws {
    let terminal = try Probe.start(rows: 8, columns: 30)
    terminal.send("item", .tab)
    #expect(terminal.wait { $0.last == "rows 1 to 3 of 50" })
    terminal.send(.pageDown)
    #expect(terminal.wait { $0.first == "probe> item10" })
    terminal.send(.pageDown)
    #expect(terminal.wait { $0.first == "probe> item13" && $0.last == "rows 3 to 5 of 50" })
    terminal.send(.pageDown, .pageUp, .enter, .enter)
    #expect(terminal.misses(#"line: "item13 ""#) == nil)
  }

  @Test("The menu works on the last row and in the middle of a line")
  func theMenuWorksOnTheLastRowAndInTheMiddleOfALine() throws {
    let terminal = try Probe.start(rows: 4)
    for _ in 0..<4 { terminal.send("x", .enter) }
    terminal.send("日 g end", .left, .left, .left, .left, .tab)
    #expect(terminal.wait { $0.suffix(2).first == "probe> 日 get end" })
    terminal.send(.tab, .tab, .enter)
    #expect(terminal.misses(last: "probe> 日 getAll  end") == nil)
  }

  @Test("More candidates than rows are scrolled") func moreCandidatesThanRowsAreScrolled() throws {
    let terminal = try Probe.start(rows: 8, columns: 30)
    terminal.send("item", .tab)
    #expect(terminal.wait { $0.first == "probe> item" && $0.last == "rows 1 to 3 of 50" })
    terminal.send(.shiftTab)
    #expect(terminal.wait { $0.first == "probe> item59" && $0.last == "rows 48 to 50 of 50" })
  }

  @Test("Tab rings the bell when there is nothing to complete") func nothingToCompleteRings() throws {
    let terminal = try Probe.start()
    terminal.send("zzz", .tab)
    #expect(terminal.wait { (screen: ScreenEmulator) in screen.bells == 1 })
  }
}

@Suite struct StripTests {
  @Test("The strip follows the cursor and disappears with the line") func theStripFollowsTheCursorAndGoesWithTheLine()
    throws
  {
    let terminal = try Probe.start("--strip", columns: 20)
    terminal.send("f(1")
    #expect(terminal.wait { $0 == ["probe> f(1", "at 3----------------"] })
    #expect(terminal.snapshot.cell(row: 1, column: 0).style == "0;2")
    terminal.send(.left)
    #expect(terminal.wait { $0 == ["probe> f(1", "at 2----------------"] })
    terminal.send(.end, ")", .enter)
    #expect(terminal.wait { $0 == ["probe> f(1)", #"line: "f(1)""#, "probe>"] }, "\(terminal.rows)")
    terminal.send("(", .control("C"))
    #expect(terminal.wait { $0.contains("interrupted") && $0.last == "probe>" }, "\(terminal.rows)")
    #expect(!terminal.rows.contains { $0.hasPrefix("at ") })
  }

  @Test("A menu or a search replaces it") func aMenuAndASearchTakeItsPlace() throws {
    let terminal = try Probe.start("--strip")
    terminal.send("( g", .tab)
    #expect(terminal.wait { $0.count == 2 && $0[1].hasPrefix("get     Sends") }, "\(terminal.rows)")
    terminal.send(.escape)
    #expect(terminal.wait { $0.count == 2 && $0[1].hasPrefix("at 3") }, "\(terminal.rows)")
    terminal.send(.control("R"))
    #expect(terminal.wait { $0.count == 1 && $0[0].hasPrefix("search") }, "\(terminal.rows)")
  }

  @Test("It never covers the cursor's row") func itNeverTakesTheCursorsRow() throws {
    let terminal = try Probe.start("--strip", rows: 2, columns: 20)
    terminal.send("(1")
    #expect(terminal.wait { $0 == ["probe> (1", "at 2----------------"] }, "\(terminal.rows)")
    terminal.send("234567890123456")
    #expect(terminal.wait { $0 == ["probe> (123456789012", "3456"] && $0.count == 2 }, "\(terminal.rows)")
    #expect(terminal.snapshot.cursor.row == 1)
    terminal.resize(rows: 1, columns: 20)
    terminal.send("7")
    #expect(terminal.wait { $0 == ["34567"] }, "\(terminal.rows)")
  }
}

@Suite struct HistoryKeyTests {
  let folder = TemporaryFolder()

  private func start(_ lines: String...) throws -> PseudoTerminal {
    let terminal = try Probe.start("--history=\(folder.file("history"))", rows: 24)
    for line in lines {
      terminal.send(Keys(line), .enter)
      // Keys typed before the next prompt would go to the terminal's own line editing.
      _ = terminal.wait { $0.suffix(2) == ["line: \(line.debugDescription)", "probe>"] }
    }
    terminal.send(.control("L"))
    _ = terminal.wait { $0 == ["probe>"] }
    return terminal
  }

  @Test("Arrows find lines that begin with the typed text") func arrowsFindWhatBeginsAsTyped() throws {
    let terminal = try start("get a", "post b", "get c")
    terminal.send("get", .up, .up)
    #expect(terminal.misses(last: "probe> get a") == nil)
    terminal.send(.down, .down)
    #expect(terminal.wait { $0.last?.hasPrefix("probe> get") == true && $0.last != "probe> get a" })
    terminal.send(.control("U"), .up, .up, .enter)
    #expect(terminal.misses(#"line: "post b""#) == nil)
  }

  @Test("Ghost text is accepted whole or by word") func ghostTextIsTakenWholeOrByWords() throws {
    let terminal = try start("get users --all")
    terminal.send("g")
    #expect(terminal.wait { $0.text == ["probe> get users --all"] && $0.cursor.column == 8 })
    terminal.send(.alt("f"))
    #expect(terminal.wait { $0.cursor.column == 10 })
    terminal.send(.end, .enter)
    #expect(terminal.misses(#"line: "get users --all""#) == nil)
  }

  @Test("A search finds text anywhere in a line") func aSearchFindsTextAnywhere() throws {
    let terminal = try start("get alpha", "post beta", "get gamma")
    terminal.send(.control("R"), "eta")
    #expect(terminal.misses(last: "search eta: post beta") == nil)
    terminal.send(.backspace, .backspace, .backspace, "get", .control("R"))
    #expect(terminal.misses(last: "search get: get alpha") == nil)
    terminal.send(.enter)
    #expect(terminal.misses(last: "probe> get alpha") == nil)
    terminal.send(.enter)
    #expect(terminal.misses(#"line: "get alpha""#) == nil)
    #expect(terminal.wait { $0.last == "probe>" })
    terminal.send("draft", .control("R"), "post", .control("G"))
    #expect(terminal.misses(last: "probe> draft") == nil)
  }

  @Test("A search without a match reports it") func aSearchThatFindsNothingSaysSo() throws {
    let terminal = try start("get alpha")
    terminal.send("draft", .control("R"), "al", "xy")
    #expect(terminal.wait { $0 == ["search alxy: get alpha", "no match"] }, "\(terminal.rows)")
    terminal.send(.backspace, .backspace)
    #expect(terminal.wait { $0 == ["search al: get alpha"] }, "\(terminal.rows)")
    terminal.send(.control("C"))
    #expect(terminal.wait { $0 == ["probe> draft"] }, "\(terminal.rows)")
    terminal.send(.control("R"), "nothing", .enter)
    #expect(terminal.wait { $0 == ["probe> draft"] }, "\(terminal.rows)")
  }

  @Test("Alt-arrows find lines that contain the typed text") func altArrowsFindWhatWasTypedAnywhere() throws {
    let terminal = try start("get alpha", "post beta", "put alphabet")
    terminal.send("alpha", "\u{1B}[1;3A")
    #expect(terminal.misses(last: "probe> put alphabet") == nil)
    terminal.send("\u{1B}[1;3A")
    #expect(terminal.misses(last: "probe> get alpha") == nil)
    terminal.send("\u{1B}[1;3B", "\u{1B}[1;3B")
    #expect(terminal.misses(last: "probe> alpha") == nil)
  }

  @Test("Commenting a line saves it without running it") func aCommentKeepsALineWithoutRunningIt() throws {
    let terminal = try start("get alpha")
    terminal.send("for later", .alt("#"))
    #expect(terminal.misses(##"line: "# for later""##) == nil)
    #expect(terminal.wait { $0.last == "probe>" })
    terminal.send(.up)
    #expect(terminal.misses(last: "probe> # for later") == nil)
    terminal.send(.alt("#"))
    #expect(terminal.misses(last: "probe> for later") == nil)
  }

  @Test("Lines are saved for the next session, except refused ones") func linesAreKeptForTheNextRunExceptRefusedOnes()
    throws
  {
    let terminal = try start("kept", "hidden secret", " blank")
    terminal.send(.control("D"))
    _ = terminal.exitStatus()
    #expect(!folder.read("history").contains("hidden"))
    let next = try Probe.start("--history=\(folder.file("history"))")
    next.send(.up)
    #expect(next.misses(last: "probe> kept") == nil)
    next.send(.up)
    #expect(next.wait { (screen: ScreenEmulator) in screen.bells == 1 })
  }

  @Test("The last word of earlier lines can be inserted") func theLastWordOfEarlierLinesCanBePutIn() throws {
    let terminal = try start("get one", "get two")
    terminal.send("x ", .alt("."), .alt("."), .enter)
    #expect(terminal.misses(#"line: "x one""#) == nil)
  }
}

@Suite struct AppearanceTests {
  @Test("Words are coloured as they are typed") func wordsAreColouredAsTheyAreTyped() throws {
    let terminal = try Probe.start()
    terminal.send("日 get x")
    #expect(terminal.misses(last: "probe> 日 get x") == nil)
    let styles = (7..<15).map { terminal.snapshot.cell(row: 0, column: $0).style }
    #expect(styles == ["", "", "", "0;36", "0;36", "0;36", "", ""])
    #expect(terminal.snapshot.cell(row: 0, column: 0).style == "0;32")
  }

  @Test("Without colours there are no styles and no ghost text") func withoutColoursThereIsNoStyleAndNoGhost() throws {
    let terminal = try Probe.start("--no-colour")
    terminal.send("get x", .enter, "get")
    #expect(terminal.wait { $0.last == "probe> get" })
    let screen = terminal.snapshot
    let styles = Set((0..<12).flatMap { row in (0..<60).map { screen.cell(row: row, column: $0).style } })
    #expect(styles == [""])
  }

  @Test("The right prompt is at the right margin") func theRightPromptStandsAtTheMargin() throws {
    let terminal = try Probe.start("--right=12:00", columns: 30)
    #expect(terminal.wait { $0 == ["probe>                   12:00"] })
    terminal.send("x", .enter)
    #expect(terminal.wait { $0.first == "probe> x" })
  }
}
