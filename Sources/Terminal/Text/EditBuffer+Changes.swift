// Changes to words and lines, as in readline.
extension EditBuffer {
  /// Exchanges the characters around the cursor, or at the end of a line the two before it; returns false if that is
  /// not possible.
  mutating func transposeCharacters() -> Bool {
    if cursor == lineEnd, cursor > lineStart { move(to: characterLeft) }
    guard cursor > lineStart, cursor < lineEnd else {
      move(to: lineEnd)
      return false
    }
    let (start, end) = (characterLeft, characterRight)
    replace(start..<end, with: Array(text[cursor..<end]) + Array(text[start..<cursor]))
    return true
  }

  /// Exchanges the words before and after the cursor, or at the end the last two; returns false if that is not
  /// possible.
  mutating func transposeWords() -> Bool {
    var second = self
    second.move(to: wordRight)
    if !text[cursor..<second.cursor].contains(where: Self.isWord) { second = self }
    let end = second.wordLeftEnd
    second.move(to: end)
    let start = second.wordLeft
    var first = self
    first.move(to: start)
    let firstEnd = first.wordLeftEnd
    first.move(to: firstEnd)
    let firstStart = first.wordLeft
    guard firstStart < firstEnd, firstEnd <= start, start < end else { return false }
    replace(
      firstStart..<end,
      with: Array(text[start..<end]) + Array(text[firstEnd..<start]) + Array(text[firstStart..<firstEnd]))
    return true
  }

  /// The end of the last word before the cursor.
  private var wordLeftEnd: Int {
    var index = cursor
    while index > 0, !Self.isWord(text[index - 1]) { index -= 1 }
    return index
  }

  /// Changes the rest of the word at or after the cursor.
  mutating func changeWord(_ change: (String) -> String) {
    let end = wordRight
    let start = text[cursor..<end].firstIndex(where: Self.isWord) ?? end
    replace(start..<end, with: Array(change(Scalars.string(text[start..<end])).unicodeScalars))
  }

  /// The indentation for a line after the current one: the same, plus one step after `{`.
  func nextIndentation(step: String) -> [Unicode.Scalar] {
    let before = text[lineStart..<cursor]
    let blanks = before.prefix { $0 == " " || $0 == "\t" }
    let opens = before.last { !$0.properties.isWhitespace } == "{"
    return Array(blanks) + (opens ? Array(step.unicodeScalars) : [])
  }

  /// Inserts `}`, one step further left if it is the first character of its line.
  mutating func closeBlock(step: String) {
    let before = text[lineStart..<cursor]
    if before.allSatisfy({ $0 == " " }) {
      _ = remove(to: max(lineStart, cursor - step.unicodeScalars.count))
    }
    insert(["}"])
  }
}
