/// The earlier states of an edited text. Letters typed one after another undo together.
struct UndoStack {
  private var earlier: [EditBuffer] = []
  private var later: [EditBuffer] = []
  private var last = EditBuffer()
  private var isTyping = false
  private static let depth = 100

  /// Looks at the text as it is now.
  mutating func note(_ current: EditBuffer) {
    if current.text == last.text {
      isTyping = isTyping && current.cursor == last.cursor
      last = current
      return
    }
    let typed = isTypedAfterLast(current)
    if !(typed && isTyping) {
      earlier.append(last)
      if earlier.count > Self.depth { earlier.removeFirst() }
    }
    later = []
    isTyping = typed
    last = current
  }

  mutating func undo(_ current: EditBuffer) -> EditBuffer? {
    note(current)
    guard let state = earlier.popLast() else { return nil }
    later.append(current)
    return adopt(state)
  }

  mutating func redo(_ current: EditBuffer) -> EditBuffer? {
    note(current)
    guard let state = later.popLast() else { return nil }
    earlier.append(current)
    return adopt(state)
  }

  private mutating func adopt(_ state: EditBuffer) -> EditBuffer {
    last = state
    isTyping = false
    return state
  }

  private func isTypedAfterLast(_ current: EditBuffer) -> Bool {
    guard current.text.count == last.text.count + 1, current.cursor == last.cursor + 1 else { return false }
    return !current.text[last.cursor].properties.isWhitespace
      && current.text[..<last.cursor] == last.text[..<last.cursor]
      && current.text[current.cursor...] == last.text[last.cursor...]
  }
}
