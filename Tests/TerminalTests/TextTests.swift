import Testing

@testable import Terminal

@Suite struct EditBufferTests {
  private func place(_ text: String, _ cursor: Int, _ path: KeyPath<EditBuffer, Int>) -> Int {
    EditBuffer(Array(text.unicodeScalars), cursor: cursor)[keyPath: path]
  }

  @Test("Movement does not split characters") func movementKeepsCharactersWhole() {
    let family = "a👩‍👩‍👧e\u{301}b"
    #expect(place(family, 1, \.characterRight) == 6)
    #expect(place(family, 6, \.characterRight) == 8)
    #expect(place(family, 8, \.characterLeft) == 6)
    #expect(place(family, 6, \.characterLeft) == 1)
    #expect(place("🇵🇱🇩🇪", 4, \.characterLeft) == 2)
    #expect(place("", 0, \.characterLeft) == 0)
    #expect(place("", 0, \.characterRight) == 0)
  }

  @Test("Words consist of letters, digits and underscores") func wordsAreLettersDigitsAndUnderscores() {
    #expect(place("get users.list_all x", 4, \.wordRight) == 9)
    #expect(place("get users.list_all x", 9, \.wordRight) == 18)
    #expect(place("get users.list_all x", 18, \.wordLeft) == 10)
    #expect(place("żółć 日本", 4, \.wordLeft) == 0)
    #expect(place("a b/c.d  ", 9, \.blankWordLeft) == 2)
  }

  @Test("Moving between lines keeps the column") func linesAreCrossedAtTheSameDistance() {
    let text = EditBuffer(Array("long line\nab\nlast".unicodeScalars), cursor: 6)
    #expect(text.lineBelow == 12)
    #expect(text.lineAbove == nil)
    #expect(EditBuffer(Array("long line\nab\nlast".unicodeScalars), cursor: 15).lineAbove == 12)
    #expect(EditBuffer("a\nb").lineBelow == nil)
  }

  @Test("A cursor outside the text is clamped") func cursorsOutsideTheTextAreTakenBack() {
    var buffer = EditBuffer(Array("ab".unicodeScalars), cursor: 99)
    #expect(buffer.cursor == 2)
    buffer.move(to: -5)
    #expect(buffer.cursor == 0)
    buffer.replace(1..<50, with: ["x"])
    #expect(buffer.string == "ax")
  }
}

@Suite struct UndoTests {
  private func typed(_ text: String, _ undo: inout UndoStack) -> EditBuffer {
    var buffer = EditBuffer()
    for scalar in text.unicodeScalars {
      buffer.insert([scalar])
      undo.note(buffer)
    }
    return buffer
  }

  @Test("A typed word is undone in one step") func aWordTypedIsUndoneAtOnce() {
    var undo = UndoStack()
    let buffer = typed("get users", &undo)
    let once = undo.undo(buffer)
    #expect(once?.string == "get ")
    #expect(once.flatMap { undo.undo($0) }?.string == "get")
    #expect(undo.undo(EditBuffer("get"))?.string == "")
  }

  @Test("Redo restores it until something else is typed") func redoBringsItBackUntilSomethingElseIsTyped() {
    var undo = UndoStack()
    let buffer = typed("a b", &undo)
    let back = undo.undo(buffer) ?? EditBuffer()
    #expect(undo.redo(back)?.string == "a b")
    let again = undo.undo(buffer) ?? EditBuffer()
    #expect(undo.redo(EditBuffer(again.string + "x")) == nil)
  }

  @Test("Without changes undo has no effect") func nothingToUndoIsNothing() {
    var undo = UndoStack()
    #expect(undo.undo(EditBuffer()) == nil)
  }
}

@Suite struct KillRingTests {
  @Test("Consecutive cuts are pasted as one text") func cutsInARowAreOneText() {
    var kills = KillRing()
    var buffer = EditBuffer("one two three")
    kills.cut(&buffer, to: buffer.wordLeft)
    kills.cut(&buffer, to: buffer.wordLeft)
    #expect(buffer.string == "one ")
    kills.paste(into: &buffer)
    #expect(buffer.string == "one two three")
  }

  @Test("A paste can be replaced by earlier cuts") func earlierCutsCanBeExchangedForTheLast() {
    var kills = KillRing()
    var buffer = EditBuffer("one two")
    kills.cut(&buffer, to: buffer.wordLeft)
    buffer.insert(["x", " "])
    buffer.move(to: 3)
    kills.cut(&buffer, to: 0)
    kills.paste(into: &buffer)
    #expect(buffer.string == "one x ")
    let rotated = kills.rotate(in: &buffer)
    #expect(rotated)
    #expect(buffer.string == "two x ")
    buffer.insert(["!"])
    let late = kills.rotate(in: &buffer)
    #expect(!late)
  }

  @Test("An empty kill ring pastes nothing") func anEmptyRingPastesNothing() {
    var kills = KillRing()
    var buffer = EditBuffer("a")
    kills.paste(into: &buffer)
    #expect(buffer.string == "a")
  }
}

@Suite struct LastArgumentTests {
  @Test(
    "The last argument is the last word or quoted string",
    arguments: [
      ("get one", "one"), (#"pads.get("A B")"#, #""A B""#), (#"pads.update("X", title: "new")"#, #""new""#),
      (#"f("a \" b") | . \G"#, #""a \" b""#), ("map(.id)", ".id"), ("pads.list | .", "pads.list"),
      ("let x = [1, 2]", "2"),
      (#"pads.get("X").title"#, #""X""#), (#"pads.get("X") | .title | length"#, #""X""#), (".title", ".title"),
      (#"pads.list | map(select(.n > 5)) | .[0].title"#, "5"), ("pads.list | length", "pads.list"),
      (#"save pads.get("X") to "x.json""#, #""x.json""#), ("run ./a.eduscript", "./a.eduscript"),
      ("use coderpad; pads.list", "pads.list"), (#"let p = pads.get("X")"#, #""X""#), ("[range(40)] | sum", "40"),
      ("pads.list[3].id", "pads.list"), ("$pad.id", "$pad.id"), (#""unfinished one"#, #""unfinished one"#),
    ])
  func itIsTheLastWordOrQuotedText(line: String, word: String) {
    #expect(LastArgument.word(of: line).map(Scalars.string) == word)
  }

  @Test("A line without words has no last argument", arguments: ["", ". | .", "()"]) func aLineWithoutWordsHasNone(
    line: String
  ) {
    #expect(LastArgument.word(of: line) == nil)
  }
}

@Suite struct HistoryWalkTests {
  let entries = ["get a", "post b", "get c", "get c2"].map { HistoryEntry(text: $0, time: 0) }

  @Test("Only entries that begin with the typed text are shown") func onlyEntriesWithTheTypedBeginningAreShown() {
    var walk = HistoryWalk(from: EditBuffer("get"), count: entries.count)
    #expect(walk.older(in: entries)?.string == "get c2")
    #expect(walk.older(in: entries)?.string == "get c")
    #expect(walk.older(in: entries)?.string == "get a")
    #expect(walk.older(in: entries) == nil)
    #expect(walk.newer(in: entries)?.string == "get c")
    #expect(walk.newer(in: entries)?.string == "get c2")
    #expect(walk.newer(in: entries)?.string == "get")
    #expect(walk.newer(in: entries) == nil)
  }

  @Test("A search finds text anywhere, and can be repeated") func aSearchFindsTextAnywhereAndGoesOn() {
    var search = HistorySearch()
    func outcome(_ found: Bool) -> [Int?] { [found ? 1 : 0, search.match] }
    #expect(outcome(search.search("c", in: entries)) == [1, 3])
    #expect(outcome(search.older(in: entries)) == [1, 2])
    #expect(outcome(search.search("cx", in: entries)) == [0, 2])
    #expect(outcome(search.search("c", in: entries)) == [1, 2])
    #expect(outcome(search.newer(in: entries)) == [1, 3])
  }
}
