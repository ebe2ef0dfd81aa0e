// Positions as in vi: on characters, not between them.
extension EditBuffer {
  /// The class of characters that form a word.
  private enum Class {
    case blank, word, other
  }

  private func characterClass(_ index: Int, _ words: ViMotion.Words) -> Class {
    if text[index].properties.isWhitespace { return .blank }
    return words == .big || Self.isWord(text[index]) ? .word : .other
  }

  /// The first non-blank character of the line.
  var firstLetter: Int {
    let line = lineStart..<lineEnd
    return line.first { !text[$0].properties.isWhitespace } ?? line.upperBound
  }

  /// The last character of the line, where the cursor may be; the end of an empty line.
  var lastInLine: Int {
    lineEnd > lineStart ? Scalars.characterStart(in: text, before: lineEnd) : lineEnd
  }

  func nextWord(_ words: ViMotion.Words) -> Int {
    var index = cursor
    guard index < text.count else { return index }
    let start = characterClass(index, words)
    while index < text.count, start != .blank, characterClass(index, words) == start { index += 1 }
    while index < text.count, characterClass(index, words) == .blank { index += 1 }
    return index
  }

  func wordEnd(_ words: ViMotion.Words) -> Int {
    var index = cursor + 1
    while index < text.count, characterClass(index, words) == .blank { index += 1 }
    guard index < text.count else { return max(cursor, text.count - 1) }
    let start = characterClass(index, words)
    while index + 1 < text.count, characterClass(index + 1, words) == start { index += 1 }
    return index
  }

  func previousWord(_ words: ViMotion.Words) -> Int {
    var index = cursor
    while index > 0, characterClass(index - 1, words) == .blank { index -= 1 }
    guard index > 0 else { return 0 }
    let start = characterClass(index - 1, words)
    while index > 0, characterClass(index - 1, words) == start { index -= 1 }
    return index
  }

  func previousWordEnd(_ words: ViMotion.Words) -> Int {
    var index = cursor
    guard index < text.count else { return max(0, index - 1) }
    let start = characterClass(index, words)
    while index > 0, start != .blank, characterClass(index, words) == start { index -= 1 }
    while index > 0, characterClass(index, words) == .blank { index -= 1 }
    return index
  }

  /// The word or the blanks at the cursor.
  func word(_ words: ViMotion.Words) -> Range<Int>? {
    guard cursor < text.count else { return nil }
    let wanted = characterClass(cursor, words)
    let line = lineStart..<lineEnd
    guard line.contains(cursor) else { return nil }
    let start = line.prefix { $0 < cursor }.last { characterClass($0, words) != wanted }.map { $0 + 1 }
    let end = line.first { $0 > cursor && characterClass($0, words) != wanted }
    return (start ?? line.lowerBound)..<(end ?? line.upperBound)
  }

  /// The position of a letter in the line. `again` skips the one next to the cursor, where `t` has stopped before.
  func place(of letter: Unicode.Scalar, _ search: ViMotion.Search, times: Int, again: Bool) -> Int? {
    var index = cursor + (again && search.stopsBefore ? search.isForward ? 1 : -1 : 0)
    for _ in 0..<times {
      let found =
        search.isForward
        ? (index + 1 < lineEnd ? text[(index + 1)..<lineEnd].firstIndex(of: letter) : nil)
        : (index > lineStart ? text[lineStart..<index].lastIndex(of: letter) : nil)
      guard let found else { return nil }
      index = found
    }
    return search.stopsBefore ? index + (search.isForward ? -1 : 1) : index
  }
}

/// Matches brackets.
enum Brackets {
  static let pairs: [(open: Unicode.Scalar, close: Unicode.Scalar)] = [("(", ")"), ("[", "]"), ("{", "}")]

  /// The counterpart of the first bracket in the line at or after the cursor.
  static func match(in buffer: EditBuffer) -> Int? {
    let text = buffer.text
    for index in buffer.cursor..<max(buffer.cursor, buffer.lineEnd) {
      if let pair = pairs.first(where: { $0.open == text[index] }) {
        return close(of: pair.open, pair.close, in: text, after: index)
      }
      if let pair = pairs.first(where: { $0.close == text[index] }) {
        return open(of: pair.open, pair.close, in: text, before: index)
      }
    }
    return nil
  }

  static func close(
    of open: Unicode.Scalar, _ close: Unicode.Scalar, in text: [Unicode.Scalar], after start: Int
  ) -> Int? {
    var depth = 0
    for index in text.indices.dropFirst(start + 1) {
      if text[index] == close {
        if depth == 0 { return index }
        depth -= 1
      } else if text[index] == open {
        depth += 1
      }
    }
    return nil
  }

  static func open(
    of open: Unicode.Scalar, _ close: Unicode.Scalar, in text: [Unicode.Scalar], before end: Int
  ) -> Int? {
    var depth = 0
    for index in text.indices.prefix(end).reversed() {
      if text[index] == open {
        if depth == 0 { return index }
        depth -= 1
      } else if text[index] == close {
        depth += 1
      }
    }
    return nil
  }
}
