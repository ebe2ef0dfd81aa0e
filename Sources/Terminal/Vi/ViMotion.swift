/// A motion of vi's command mode. Offsets count scalars.
enum ViMotion: Hashable {
  /// How to search for a letter in the line.
  struct Search: Hashable {
    var isForward: Bool
    /// Whether to stop next to the letter, as `t` does.
    var stopsBefore: Bool

    init(isForward: Bool, stopsBefore: Bool) {
      self.isForward = isForward
      self.stopsBefore = stopsBefore
    }

    init?(_ key: Unicode.Scalar) {
      switch key {
      case "f", "t": self.init(isForward: true, stopsBefore: key == "t")
      case "F", "T": self.init(isForward: false, stopsBefore: key == "T")
      default: return nil
      }
    }

    var reversed: Search { Search(isForward: !isForward, stopsBefore: stopsBefore) }
  }

  /// What separates words.
  enum Words {
    /// Changes between letters and other characters, as for `w`.
    case small
    /// Only blanks, as for `W`.
    case big
  }

  case left, right, lineStart, firstLetter, lineEnd, column, textStart, textEnd, matchingBracket
  case nextWord(Words), wordEnd(Words), previousWord(Words), previousWordEnd(Words)
  case find(Unicode.Scalar, Search)
  /// The last search; reversed for `,`.
  case findAgain(isReversed: Bool)
  case foundAgain(Unicode.Scalar, Search)
  /// A position marked with `m`, or the first non-blank character of its line.
  case mark(Unicode.Scalar, isLine: Bool)
  case place(Int, isLine: Bool)

  static func isMark(_ letter: Unicode.Scalar) -> Bool { ("a"..."z").contains(letter) }

  init?(_ key: Unicode.Scalar) {
    guard let motion = Self.keys[key] else { return nil }
    self = motion
  }

  init?(after prefix: Unicode.Scalar, _ key: Unicode.Scalar) {
    switch (prefix, key) {
    case ("g", "g"): self = .textStart
    case ("g", "e"): self = .previousWordEnd(.small)
    case ("g", "E"): self = .previousWordEnd(.big)
    default: return nil
    }
  }

  private static let keys: [Unicode.Scalar: ViMotion] = [
    "h": .left, "\u{8}": .left, "\u{7F}": .left, "l": .right, " ": .right, "0": .lineStart, "^": .firstLetter,
    "_": .firstLetter, "$": .lineEnd, "|": .column, "G": .textEnd, "%": .matchingBracket, "w": .nextWord(.small),
    "W": .nextWord(.big), "e": .wordEnd(.small), "E": .wordEnd(.big), "b": .previousWord(.small),
    "B": .previousWord(.big), ";": .findAgain(isReversed: false), ",": .findAgain(isReversed: true),
  ]

  /// Whether an operator includes the character at the end of the motion.
  var isInclusive: Bool {
    switch self {
    case .wordEnd, .previousWordEnd, .matchingBracket: true
    case .find(_, let search), .foundAgain(_, let search): search.isForward
    case .left, .right, .lineStart, .firstLetter, .lineEnd, .column, .textStart, .textEnd, .nextWord, .previousWord,
      .findAgain, .mark, .place:
      false
    }
  }
}

extension ViMotion {
  /// The target of the motion; nil if it is not possible.
  func destination(in buffer: EditBuffer, times: Int) -> Int? {
    switch self {
    case .lineStart: return buffer.lineStart
    case .firstLetter: return buffer.firstLetter
    case .lineEnd: return buffer.lineEnd
    case .column: return min(buffer.lineStart + times - 1, buffer.lineEnd)
    case .textStart: return buffer.start(ofLine: times)
    case .textEnd: return buffer.text.count
    case .matchingBracket: return Brackets.match(in: buffer)
    case .find(let letter, let search): return buffer.place(of: letter, search, times: times, again: false)
    case .foundAgain(let letter, let search): return buffer.place(of: letter, search, times: times, again: true)
    case .findAgain, .mark: return nil
    case .place(let place, let isLine):
      let marked = EditBuffer(buffer.text, cursor: place)
      return isLine ? marked.firstLetter : marked.cursor
    case .left, .right, .nextWord, .wordEnd, .previousWord, .previousWordEnd:
      var moved = buffer
      for _ in 0..<times {
        let place = step(in: moved)
        guard place != moved.cursor else { break }
        moved.move(to: place)
      }
      return moved.cursor == buffer.cursor ? nil : moved.cursor
    }
  }

  private func step(in buffer: EditBuffer) -> Int {
    switch self {
    case .left: max(buffer.lineStart, buffer.characterLeft)
    case .right: min(buffer.lineEnd, buffer.characterRight)
    case .nextWord(let words): buffer.nextWord(words)
    case .wordEnd(let words): buffer.wordEnd(words)
    case .previousWord(let words): buffer.previousWord(words)
    case .previousWordEnd(let words): buffer.previousWordEnd(words)
    case .lineStart, .firstLetter, .lineEnd, .column, .textStart, .textEnd, .matchingBracket, .find, .findAgain,
      .foundAgain, .mark, .place:
      buffer.cursor
    }
  }
}
