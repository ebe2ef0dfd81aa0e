/// The last argument of an earlier entry, put in with Alt-dot; pressed again, the one of the entry before.
struct LastArgument {
  private var index: Int
  private var range: Range<Int>
  private var after: EditBuffer

  /// Nil when no earlier entry has one.
  static func insert(
    into buffer: inout EditBuffer, from entries: [HistoryEntry], after previous: LastArgument?
  ) -> LastArgument? {
    let continues = previous.flatMap { $0.after == buffer ? $0 : nil }
    let end = min(continues?.index ?? entries.count, entries.count)
    for index in entries[..<end].indices.reversed() {
      guard let word = word(of: entries[index].text) else { continue }
      let range = continues?.range ?? buffer.cursor..<buffer.cursor
      buffer.replace(range, with: word)
      return LastArgument(index: index, range: range.lowerBound..<buffer.cursor, after: buffer)
    }
    return nil
  }

  /// The last word with a letter or a digit. Blanks, brackets and commas are between words; a quoted text is one.
  static func word(of text: String) -> [Unicode.Scalar]? {
    var last: [Unicode.Scalar]?
    var word: [Unicode.Scalar] = []
    var isQuoted = false
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isQuoted {
        isQuoted = isEscaped || scalar != "\""
        isEscaped = !isEscaped && scalar == "\\"
      } else if isSeparator(scalar) {
        if isArgument(word) { last = word }
        word = []
        continue
      } else {
        isQuoted = scalar == "\""
      }
      word.append(scalar)
    }
    return isArgument(word) ? word : last
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "()[]{},;".unicodeScalars.contains(scalar)
  }

  /// A suffix such as `\G` is not one.
  private static func isArgument(_ word: [Unicode.Scalar]) -> Bool {
    word.first != "\\" && word.contains(where: EditBuffer.isWord)
  }
}
