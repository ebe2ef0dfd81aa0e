/// The last argument of an earlier entry, inserted with Alt-dot; pressing it again uses the entry before.
struct LastArgument {
  private var index: Int
  private var range: Range<Int>
  private var after: EditBuffer

  /// Nil if no earlier entry has an argument.
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

  /// The last argument of a line: the last word that is not a pipeline step; if there is none, the last word.
  static func word(of text: String) -> [Unicode.Scalar]? {
    let words = ArgumentWords(text).words
    return (words.last { !$0.isStep } ?? words.last)?.text
  }
}

/// The words of a line with a letter or digit. Words are separated by blanks, brackets, commas and pipes; a quoted text
/// is one word.
private struct ArgumentWords {
  struct Word {
    let text: [Unicode.Scalar]
    /// Whether it is not an argument but part of the processing: a field or index, a function after a pipe, or the name
    /// of a call.
    let isStep: Bool
  }

  /// An open bracket, and whether words in it are arguments.
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
    // A suffix such as `\G` is not a word.
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
