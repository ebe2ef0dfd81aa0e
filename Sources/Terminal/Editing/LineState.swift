/// What is known about the line that is being edited, besides its text.
struct LineState {
  /// The text that may follow, and the text it was made for.
  struct Hint {
    var text = ""
    var rest = ""
  }

  var prompt: Prompt
  var undo = UndoStack()
  var walk: HistoryWalk?
  var lastArgument: LastArgument?
  var hint = Hint()
  var highlighted: (buffer: EditBuffer, styles: [Style])?
  /// The open completion menu.
  var menu: Menu?
  /// A line above the menu.
  var note: String?
  /// Stands in the place of the prompt while the history is searched.
  var searchPrompt: StyledText?
  /// How the line ended.
  var outcome: LineEditor.Outcome?

  init(prompt: Prompt) {
    self.prompt = prompt
  }
}

/// The last word of an earlier entry, put in with Alt-dot; pressed again, the one of the entry before.
struct LastArgument {
  private var index: Int
  private var range: Range<Int>
  private var after: EditBuffer

  /// Nil when no earlier entry has a word.
  static func insert(
    into buffer: inout EditBuffer, from entries: [HistoryEntry], after previous: LastArgument?
  ) -> LastArgument? {
    let continues = previous.flatMap { $0.after == buffer ? $0 : nil }
    let end = min(continues?.index ?? entries.count, entries.count)
    guard let index = entries[..<end].lastIndex(where: { $0.text.contains { !$0.isWhitespace } }),
      let word = entries[index].text.split(whereSeparator: \.isWhitespace).last
    else { return nil }
    let range = continues?.range ?? buffer.cursor..<buffer.cursor
    buffer.replace(range, with: Array(word.unicodeScalars))
    return LastArgument(index: index, range: range.lowerBound..<buffer.cursor, after: buffer)
  }
}
