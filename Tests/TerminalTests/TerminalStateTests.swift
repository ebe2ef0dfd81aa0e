import Glibc
import PseudoTerminal
import Testing

@Suite struct SignalTests {
  @Test("Ctrl-C reaches the program while a command runs") func controlCReachesTheProgramWhileACommandRuns() throws {
    let terminal = try Probe.start()
    terminal.send("work", .enter)
    #expect(terminal.wait(for: "working"))
    #expect(terminal.wait { (_: ScreenEmulator) in terminal.isCooked })
    terminal.send(.control("C"))
    #expect(terminal.wait(for: "interrupt 1"))
    terminal.send(.control("C"))
    #expect(terminal.wait(for: "interrupt 2"))
    #expect(terminal.misses(last: "probe>") == nil)
    terminal.send("again", .enter)
    #expect(terminal.misses("line: \"again\"") == nil)
  }

  @Test("An external SIGINT discards the line") func anInterruptFromOutsideGivesTheLineUp() throws {
    let terminal = try Probe.start()
    terminal.send("half")
    _ = terminal.misses(last: "probe> half")
    kill(terminal.processID, SIGINT)
    #expect(terminal.misses("interrupted") == nil)
  }

  @Test("The terminal is restored at the end", arguments: [SIGSEGV, SIGABRT, SIGQUIT])
  func theTerminalIsLeftAsItWas(signal: Int32) throws {
    let terminal = try Probe.start()
    #expect(!terminal.isCooked)
    kill(terminal.processID, signal)
    #expect(terminal.exitStatus() == .signalled(signal))
    #expect(terminal.isCooked)
  }

  @Test("A termination signal is the end of input", arguments: [SIGTERM, SIGHUP], ["", "half a line"])
  func aSignalToEndIsTheEndOfInput(signal: Int32, typed: String) throws {
    let terminal = try Probe.start()
    terminal.send(typed)
    _ = terminal.misses(last: "probe> \(typed)")
    kill(terminal.processID, signal)
    #expect(terminal.exitStatus() == .exited(128 + signal))
    #expect(terminal.isCooked)
  }

  @Test("A second termination signal ends the program at once", arguments: [SIGTERM, SIGHUP])
  func aSecondSignalToEndEndsAtOnce(signal: Int32) throws {
    let terminal = try Probe.start()
    terminal.send("work", .enter)
    #expect(terminal.wait(for: "working"))
    kill(terminal.processID, signal)
    #expect(terminal.wait(for: "interrupt 1"))
    // A moment later, since some terminals send a signal twice.
    var sent = 0
    #expect(
      terminal.wait { (_: ScreenEmulator) in
        sent += 1
        if sent > 1 { kill(terminal.processID, signal) }
        return terminal.exitStatus(timeout: 0.3) != nil
      })
    #expect(terminal.exitStatus() == .exited(128 + signal))
    #expect(terminal.isCooked)
    #expect(!terminal.rows.contains("stopped"))
  }

  @Test("A crashing command ends the program by signal") func aCrashOfACommandEndsTheProgramBySignal() throws {
    let terminal = try Probe.start()
    terminal.send("crash", .enter)
    #expect(terminal.exitStatus() == .signalled(SIGSEGV))
    #expect(terminal.isCooked)
  }

  @Test("Ctrl-Z does not suspend a program that nothing could continue")
  func controlZIsSurvivedWhereNobodyCouldContinueTheProgram() throws {
    let terminal = try Probe.start()
    terminal.send("keep", .control("Z"), " it", .enter)
    #expect(terminal.misses("line: \"keep it\"") == nil)
  }

  @Test("A suspended program continues with its line") func aStoppedProgramGoesOnWithItsLine() throws {
    let terminal = try Probe.start()
    terminal.send("keep")
    _ = terminal.misses(last: "probe> keep")
    kill(terminal.processID, SIGSTOP)
    kill(terminal.processID, SIGCONT)
    terminal.send(" it", .enter)
    #expect(terminal.misses("line: \"keep it\"") == nil)
  }

  @Test("Closing the terminal ends the program") func aClosedTerminalEndsTheProgram() throws {
    let terminal = try Probe.start()
    terminal.hangUp()
    #expect(terminal.exitStatus() != nil)
  }
}

@Suite struct NoticeTests {
  @Test("Notices appear above the line being typed") func noticesAppearAboveTheLineThatIsTyped() throws {
    let terminal = try Probe.start()
    terminal.send("notify", .enter)
    _ = terminal.misses(last: "probe>")
    terminal.send("typing")
    #expect(terminal.wait { $0.suffix(4) == ["notice 1", "notice 2", "notice 3", "probe> typing"] })
    terminal.send("!", .enter)
    #expect(terminal.misses("line: \"typing!\"") == nil)
  }
}

@Suite struct QuestionTests {
  @Test("A secret is not echoed") func aSecretIsNotShown() throws {
    let terminal = try Probe.start()
    terminal.send("secret", .enter)
    #expect(terminal.wait(for: "password:"))
    terminal.send("pässword", .enter)
    #expect(terminal.wait(for: #"answer: "pässword""#))
    #expect(terminal.rows.filter { $0.contains("pässword") }.count == 1)
    _ = terminal.misses(last: "probe>")
    terminal.send("work", .enter)
    #expect(terminal.wait(for: "working"))
    #expect(terminal.isCooked)
  }

  @Test("Ctrl-C cancels a question", arguments: ["secret", "question"])
  func itCanBeGivenUp(question: String) throws {
    let terminal = try Probe.start()
    terminal.send(Keys(question), .enter)
    #expect(terminal.wait(for: "about it"))
    #expect(terminal.wait { $0.last?.hasSuffix(":") == true || $0.last?.hasSuffix("?") == true })
    terminal.send("abc", .control("C"))
    #expect(terminal.misses("answer: none") == nil)
    _ = terminal.misses(last: "probe>")
    terminal.send("ok", .enter)
    #expect(terminal.misses("line: \"ok\"") == nil)
  }

  @Test("Text typed before a question does not answer it", arguments: ["secret", "question", "busy"])
  func whatWasTypedBeforeIsNoAnswer(question: String) throws {
    let terminal = try Probe.start()
    terminal.send(Keys(question), .enter, "early", .enter, "more")
    #expect(terminal.wait { $0.last?.hasPrefix("password:") == true || $0.last?.hasPrefix("sure?") == true })
    terminal.send("late", .enter)
    #expect(terminal.wait(for: #"answer: "late""#), "\(terminal.rows)")
  }

  @Test("A signal during a secret restores the echo", arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func aSignalAtASecretBringsTheEchoBack(signal: Int32) throws {
    let terminal = try Probe.start()
    terminal.send("secret", .enter)
    #expect(terminal.wait(for: "password:"))
    #expect(!terminal.isCooked)
    kill(terminal.processID, signal)
    #expect(terminal.exitStatus() == (signal == SIGQUIT ? .signalled(signal) : .exited(128 + signal)))
    #expect(terminal.isCooked)
  }

  @Test("Suspending a secret restores the echo, and continuing asks again")
  func aStoppedSecretShowsWhatIsTypedElsewhereAndIsAskedAgain() throws {
    let terminal = try PseudoTerminal(
      "/bin/sh", arguments: ["-c", "set -m; '\(Probe.path)'; echo stopped; read line; fg >/dev/null"],
      environment: ["LANG": "C.UTF-8"], rows: 12, columns: 60)
    #expect(terminal.misses(last: "probe>") == nil)
    terminal.send("secret", .enter)
    #expect(terminal.wait(for: "password:"))
    #expect(!terminal.isCooked)
    terminal.send(.control("Z"))
    #expect(terminal.wait(for: "stopped"))
    #expect(terminal.isCooked)
    terminal.send(.enter)
    #expect(terminal.wait { $0.count { $0.contains("password:") } == 2 }, "\(terminal.rows)")
    #expect(!terminal.isCooked)
    terminal.send("hidden", .enter)
    #expect(terminal.wait(for: #"answer: "hidden""#), "\(terminal.rows)")
    #expect(terminal.rows.count { $0.contains("hidden") } == 1)
  }
}

@Suite struct ModeTests {
  let folder = TemporaryFolder()

  private func start(_ editrc: String) throws -> PseudoTerminal {
    folder.write(editrc, to: "editrc")
    return try Probe.start("--editrc=\(folder.file("editrc"))")
  }

  @Test(
    "vi keys edit the line",
    arguments: [
      (["one two", Keys.escape, "bcwthree"], "one three"), (["one two", .escape, "0x"], "ne two"),
      (["abc", .escape, "hixy"], "axybc"), (["a b c", .escape, "0dw"], "b c"), (["abc", .left, .left, "X"], "aXbc"),
      (["abc", .escape, "x", "u"], "abc"), (["one", .escape, "A two"], "one two"), (["abcd", .escape, "0fcx"], "abd"),
      (["one two three", .escape, "0dw."], "three"), (["ab", .escape, "0rx"], "xb"),
      (["", .escape, "$ab", .escape, "$ac"], "bc"), (["abcdef", .escape, "03x"], "def"),
      (["a b c d", .escape, "02dw"], "c d"),
    ])
  func viKeysEdit(keys: [Keys], line: String) throws {
    let terminal = try start("bind -v")
    for key in keys + [.enter] { terminal.send(key) }
    #expect(terminal.misses("line: \(line.debugDescription)") == nil)
  }

  @Test("vi moves through lines and history") func viGoesThroughLinesAndHistory() throws {
    let terminal = try start("bind -v")
    terminal.send("first", .enter)
    _ = terminal.wait { $0.suffix(2) == ["line: \"first\"", "probe>"] }
    terminal.send("call(", .enter, "x", .escape, "kIy", .down, ")", .enter)
    #expect(terminal.misses(#"line: "ycall(\nx)""#) == nil, "\(terminal.rows)")
    _ = terminal.misses(last: "probe>")
    // To the lines of the latest entry, up in them, and to the entry before.
    terminal.send(.escape, "kkk", .enter)
    #expect(terminal.wait { $0.count { $0 == "line: \"first\"" } == 2 }, "\(terminal.rows)")
  }

  /// Keys in vi's command mode, with Esc before them.
  @Test(
    "vi commands change the line",
    arguments: [
      ("call \"one\" x", #"0ci"two"#, #"call "two" x"#), ("one two", "0cwnew\u{1B}w.", "new new"),
      ("ab cd", "0dwu", "ab cd"),
      ("a b", "0dwu\u{12}", "b"), ("abc", "0Rxy", "xyc"), ("abcd", "0Rx\u{1B}l.", "xxcd"), ("a-b", "0dt-P", "a-b"),
      ("one", "v", "ONE"), ("one two", "0yiw$p", "one twoone"), ("one", "bcwtwo\u{1B}u", "one"), ("a", "3a!", "a!!!"),
      ("a b", "0wD", "a "),
    ])
  func viCommandsChangeTheLine(text: String, keys: String, line: String) throws {
    let terminal = try start("bind -v")
    terminal.send(text)
    terminal.send(.escape)
    #expect(terminal.wait { $0.last?.hasPrefix("[N] probe> ") == true }, "\(terminal.rows)")
    for part in keys.split(separator: "\u{1B}") {
      terminal.send(String(part) + "\u{1B}")
      #expect(terminal.wait { $0.last?.hasPrefix("[N] probe> ") == true }, "\(terminal.rows)")
    }
    terminal.send(.enter)
    #expect(terminal.misses("line: \(line.debugDescription)") == nil, "\(terminal.rows)")
  }

  @Test("The mode is shown before the prompt") func theModeIsShownBeforeThePrompt() throws {
    let terminal = try start("bind -v")
    terminal.send("x", .escape)
    #expect(terminal.misses(last: "[N] probe> x") == nil)
    terminal.send("i")
    #expect(terminal.misses(last: "probe> x") == nil)
    terminal.send(.escape)
    #expect(terminal.misses(last: "[N] probe> x") == nil)
    terminal.send(.enter)
    #expect(terminal.misses("probe> x") == nil)
  }

  @Test("A search in vi mode never runs the found line", arguments: [("/", "get second"), ("?", "get first")])
  func aSearchInViNeverRunsTheLineFound(key: String, found: String) throws {
    let terminal = try start("bind -v")
    for line in ["get first", "get second", "other"] {
      terminal.send(Keys(line), .enter)
      #expect(terminal.wait { $0.suffix(2) == ["line: \(line.debugDescription)", "probe>"] }, "\(terminal.rows)")
    }
    terminal.send(.escape)
    #expect(terminal.misses(last: "[N] probe>") == nil)
    terminal.send(Keys(key), "get", .enter)
    #expect(terminal.misses(last: "[N] probe> \(found)") == nil)
    let other = found == "get first" ? "get second" : "get first"
    terminal.send("n")
    #expect(terminal.misses(last: "[N] probe> \(other)") == nil)
    terminal.send("N")
    #expect(terminal.misses(last: "[N] probe> \(found)") == nil)
    #expect(terminal.rows.count { $0 == "line: \(found.debugDescription)" } == 1)
    terminal.send(.enter)
    #expect(terminal.wait { $0.count { $0 == "line: \(found.debugDescription)" } == 2 }, "\(terminal.rows)")
  }

  @Test("Tab still completes in vi mode") func tabStillCompletesInViMode() throws {
    let terminal = try start("bind -v")
    terminal.send("un", .tab, .enter)
    #expect(terminal.misses(#"line: "unique ""#) == nil)
  }

  @Test("The user's own key bindings work") func ownBindingsOfTheUserWork() throws {
    let terminal = try start("bind '^T' edush-cut-to-start\nprobe:bind '\\e[15~' em-upper-case\nbind -s '^G' 'macro'")
    terminal.send("word", .alt("b"), "\u{1B}[15~", .enter)
    #expect(terminal.misses(#"line: "WORD""#) == nil)
    _ = terminal.misses(last: "probe>")
    terminal.send("gone", .control("T"), .control("G"), .enter)
    #expect(terminal.misses(#"line: "macro""#) == nil)
  }
}

@Suite struct PlainTests {
  @Test("A terminal without cursor movement is read line by line", arguments: [["TERM": "dumb"], ["TERM": ""]])
  func aTerminalWithoutCursorMovementIsReadPlainly(environment: [String: String]) throws {
    let terminal = try Probe.start(environment: environment)
    terminal.send("call(", .enter)
    #expect(terminal.misses(last: "...>") == nil)
    terminal.send("x)", .enter)
    #expect(terminal.misses(#"line: "call(\nx)""#) == nil)
    #expect(terminal.wait { $0.last == "probe>" })
    terminal.send("half", .control("C"))
    // The kernel prints `^C` after the signal: before or after the program's own output.
    #expect(terminal.wait(for: "interrupted"))
    terminal.send(.control("D"))
    #expect(terminal.exitStatus() == .exited(0))
  }

  @Test("A missing library is reported once, and input is read line by line")
  func aMissingLibraryIsSaidOnceAndLinesAreReadPlainly() throws {
    let terminal = try Probe.start("--no-library", columns: 100)
    #expect(terminal.wait { $0.first?.contains("apt-get install libedit2") == true })
    for line in ["a", "b"] {
      terminal.send(Keys(line), .enter)
      #expect(terminal.misses("line: \"\(line)\"") == nil)
    }
    #expect(terminal.rows.filter { $0.contains("libedit2") }.count == 1)
  }

  @Test("In a non-UTF-8 locale nothing is lost") func inALocaleWithoutUTF8NothingIsLost() throws {
    let terminal = try Probe.start(environment: ["LC_ALL": "C"])
    terminal.send("żółć 日本", .enter)
    #expect(terminal.misses("line: \"żółć 日本\"") == nil)
  }

  @Test("An unknown terminal type prints no warnings") func anUnknownTerminalTypeWritesNoWarnings() throws {
    let terminal = try Probe.start(environment: ["TERM": "no-such-terminal"])
    #expect(terminal.rows == ["probe>"])
    terminal.send("a", .enter)
    #expect(terminal.misses("line: \"a\"") == nil)
  }
}
