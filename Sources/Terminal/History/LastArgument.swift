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

  /// The last argument of a line: the last word that is not a step of a pipe; in a line of nothing else its last word.
  static func word(of text: String) -> [Unicode.Scalar]? {
    let words = ArgumentWords(text).words
    return (words.last { !$0.isStep } ?? words.last)?.text
  }
}

/// The words of a line that have a letter or a digit. Blanks, brackets, commas and pipes are between words; a quoted text is one.
private struct ArgumentWords {
  struct Word {
    let text: [Unicode.Scalar]
    /// Whether it only says what becomes of a value: a field or an index behind it, a function after a pipe, the name of what
    /// is called.
    let isStep: Bool
  }

  /// A bracket that is open, and whether words in it are arguments.
  private struct Bracket {
    let closing: Unicode.Scalar
    let holdsSteps: Bool
  }

  private(set) var words: [Word] = []
  private var word: [Unicode.Scalar] = []
  private var brackets: [Bracket] = []
  private var isAfterPipe = false

  init(_ text: String) {
    var isQuoted = false
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isQuoted {
        isQuoted = isEscaped || scalar != "\""
        isEscaped = !isEscaped && scalar == "\\"
      } else if Self.isSeparator(scalar) {
        separate(at: scalar)
        continue
      } else {
        isQuoted = scalar == "\""
      }
      word.append(scalar)
    }
    endWord(isCalled: false)
  }

  private mutating func separate(at scalar: Unicode.Scalar) {
    let isPostfix = !word.isEmpty
    endWord(isCalled: scalar == "(" && isPostfix)
    switch scalar {
    case "(": brackets.append(Bracket(closing: ")", holdsSteps: holdsSteps))
    case "{": brackets.append(Bracket(closing: "}", holdsSteps: holdsSteps))
    case "[": brackets.append(Bracket(closing: "]", holdsSteps: holdsSteps || isPostfix))
    case ")", "]", "}": if brackets.last?.closing == scalar { brackets.removeLast() }
    case "|": isAfterPipe = brackets.isEmpty
    case ";": if brackets.isEmpty { isAfterPipe = false }
    default: break
    }
  }

  private var holdsSteps: Bool { brackets.last?.holdsSteps ?? false }

  private mutating func endWord(isCalled: Bool) {
    defer { word = [] }
    // A suffix such as `\G` is none.
    guard let first = word.first, first != "\\", word.contains(where: EditBuffer.isWord) else { return }
    let isField = first == "." && word.count > 1 && word[1] != "/" && word[1] != "."
    let isFunction = isAfterPipe && !"\"$-0123456789".unicodeScalars.contains(first)
    let isStep = isCalled || holdsSteps || brackets.isEmpty && (isField || isFunction)
    words.append(Word(text: word, isStep: isStep))
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "()[]{},;|".unicodeScalars.contains(scalar)
  }
}
