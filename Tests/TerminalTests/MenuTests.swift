import Testing

@testable import Terminal

@Suite struct MenuTests {
  private func menu(_ names: [String], summary: String = "") -> Menu {
    Menu(names.map { .init($0, summary: summary) })
  }

  @Test("The common prefix ends between characters") func theCommonPrefixEndsBetweenCharacters() {
    #expect(menu(["getAll", "get", "gets"]).commonPrefix == "get")
    #expect(menu(["e\u{301}a", "ea"]).commonPrefix == "")
    #expect(menu([]).commonPrefix == "")
  }

  @Test("Candidates fill columns from the top") func candidatesFillColumnsFromTheTop() {
    let rows = menu(["a", "b", "c", "d", "e"]).rows(width: 8, limit: 9).map(\.string)
    #expect(rows == ["a  c  e", "b  d"])
  }

  @Test("Summaries are cut to the screen") func summariesAreCutToTheScreen() {
    let rows = menu(["get"], summary: "a long summary").rows(width: 12, limit: 3).map(\.string)
    #expect(rows == ["get  a long…"])
    #expect(menu(["get"], summary: "s").rows(width: 2, limit: 3).map(\.string) == ["g…"])
  }

  @Test("Rows that do not fit are counted") func rowsThatDoNotFitAreCounted() {
    var long = menu((0..<30).map { "item\($0)" })
    #expect(long.rows(width: 6, limit: 4).last?.string == "rows 1 to 3 of 30")
    for _ in 0..<16 { long.move(.next, width: 6) }
    let rows = long.rows(width: 6, limit: 4).map(\.string)
    #expect(rows.contains("item15"))
    #expect(rows.last == "rows 15 to 17 of 30")
  }

  @Test("Arrows move through rows and columns") func arrowsGoThroughRowsAndColumns() {
    var menu = menu(["a", "b", "c", "d", "e"])
    func go(_ direction: Menu.Direction) -> String? {
      menu.move(direction, width: 8)
      return menu.selected?.text
    }
    #expect(go(.next) == "a")
    #expect(go(.right) == "c")
    #expect(go(.right) == "e")
    #expect(go(.right) == "a")
    #expect(go(.left) == "e")
    #expect(go(.next) == "a")
    #expect(go(.down) == "b")
    #expect(go(.left) == "d")
    #expect(go(.previous) == "c")
  }

  @Test("Any width works, however small") func noWidthIsTooSmall() {
    for width in 0..<6 {
      for limit in 0..<4 {
        #expect(menu(["日本語", "ab"], summary: "日本").rows(width: width, limit: limit).count <= limit)
      }
    }
  }
}

@Suite struct EditrcTests {
  @Test("The mode and the bindings are parsed") func theModeAndTheBindingsAreTold() {
    let editrc = Editrc(
      text:
        "# comment\nbind -v\n\nother:bind ^A ed-insert\nprobe:bind \"\\e[1;5C\" ed-next-word\nbind '^T' em-x\ntelltc\nbind",
      programName: "probe")
    #expect(editrc.mode == .vi)
    #expect(editrc.commands == [["bind", "\\e[1;5C", "ed-next-word"], ["bind", "^T", "em-x"]])
    #expect(editrc.boundSequences == [Array("\u{1B}[1;5C".utf8)])
  }

  @Test(
    "Keys can be spelt in several ways",
    arguments: [
      ("^[[A", "\u{1B}[A"), ("\\033OA", "\u{1B}OA"), ("\\E[Z", "\u{1B}[Z"), ("^?", "\u{7F}"), ("\\^x", "^x"),
      ("^", "^"),
    ])
  func spellingsOfKeys(spelling: String, bytes: String) {
    #expect(Editrc.bytes(ofKey: spelling) == Array(bytes.utf8))
  }

  @Test("A missing file counts as empty") func aFileThatIsMissingIsEmpty() {
    let editrc = Editrc(path: "/nonexistent", programName: "probe")
    #expect(editrc.mode == .emacs)
    #expect(editrc.commands.isEmpty)
  }
}
