/// A text with a cursor. Offsets count scalars.
struct EditBuffer: Hashable {
  private(set) var text: [Unicode.Scalar]
  private(set) var cursor: Int

  init(_ text: [Unicode.Scalar] = [], cursor: Int? = nil) {
    self.text = text
    self.cursor = min(max(0, cursor ?? text.count), text.count)
  }

  init(_ text: String) {
    self.init(Array(text.unicodeScalars))
  }

  var string: String { Scalars.string(text) }
  var isAtEnd: Bool { cursor == text.count }

  mutating func move(to index: Int) {
    cursor = min(max(0, index), text.count)
  }

  mutating func insert(_ scalars: [Unicode.Scalar]) {
    replace(cursor..<cursor, with: scalars)
  }

  /// Replaces a range; the cursor moves after the inserted scalars.
  mutating func replace(_ range: Range<Int>, with scalars: [Unicode.Scalar]) {
    let range = range.clamped(to: 0..<text.count)
    text.replaceSubrange(range, with: scalars)
    cursor = range.lowerBound + scalars.count
  }

  /// Removes the text between the cursor and an index.
  mutating func remove(to index: Int) -> [Unicode.Scalar] {
    let index = min(max(0, index), text.count)
    let range = min(index, cursor)..<max(index, cursor)
    let removed = Array(text[range])
    replace(range, with: [])
    return removed
  }
}

// MARK: Targets of movements and deletions
extension EditBuffer {
  var characterLeft: Int { Scalars.characterStart(in: text, before: cursor) }
  var characterRight: Int { Scalars.characterEnd(in: text, from: cursor) }

  var lineStart: Int { (text[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
  var lineEnd: Int { text[cursor...].firstIndex(of: "\n") ?? text.count }

  /// The start of a line, numbered from 1; if there are fewer lines, that of the last one.
  func start(ofLine number: Int) -> Int {
    var start = 0
    for _ in 1..<max(1, number) {
      guard let lineBreak = text[start...].firstIndex(of: "\n") else { break }
      start = lineBreak + 1
    }
    return start
  }

  /// The start of the word at or before the cursor.
  var wordLeft: Int { left { Self.isWord($0) } }
  /// The end of the word at or after the cursor.
  var wordRight: Int {
    var index = cursor
    while index < text.count, !Self.isWord(text[index]) { index += 1 }
    while index < text.count, Self.isWord(text[index]) { index += 1 }
    return index
  }

  /// The start of the non-blank text before the cursor.
  var blankWordLeft: Int { left { !$0.properties.isWhitespace } }

  private func left(while belongs: (Unicode.Scalar) -> Bool) -> Int {
    var index = cursor
    while index > 0, !belongs(text[index - 1]) { index -= 1 }
    while index > 0, belongs(text[index - 1]) { index -= 1 }
    return index
  }

  /// Whether a scalar is part of words.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// The offset one line above, in the same column; nil in the first line.
  var lineAbove: Int? {
    let start = lineStart
    guard start > 0 else { return nil }
    let above = (text[..<(start - 1)].lastIndex(of: "\n") ?? -1) + 1
    return min(above + cursor - start, start - 1)
  }

  /// The offset one line below, in the same column; nil in the last line.
  var lineBelow: Int? {
    let end = lineEnd
    guard end < text.count else { return nil }
    let below = end + 1
    let belowEnd = text[below...].firstIndex(of: "\n") ?? text.count
    return min(below + cursor - lineStart, belowEnd)
  }
}
