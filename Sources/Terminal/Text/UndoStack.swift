/// The earlier states of an edited text. Consecutively typed letters are undone together.
struct UndoStack {
  private var earlier: [EditBuffer] = []
  private var later: [EditBuffer] = []
  private var last = EditBuffer()
  private var isTyping = false
  /// Whether all changes are undone together, and whether any was made.
  private var group: Group?

  private enum Group {
    case unchanged, changed
  }

  private static let depth = 100

  /// Records the current text.
  mutating func note(_ current: EditBuffer) {
    if current.text == last.text {
      isTyping = isTyping && current.cursor == last.cursor
      last = current
      return
    }
    let typed = isTypedAfterLast(current)
    advance(to: current, joins: group.map { $0 == .changed } ?? (typed && isTyping))
    isTyping = typed
  }

  /// Records many letters as a continuation of what is being typed.
  mutating func noteTyped(_ current: EditBuffer) {
    advance(to: current, joins: group.map { $0 == .changed } ?? isTyping)
    isTyping = true
  }

  /// Starts a group of changes that are undone together, including one not yet recorded.
  mutating func beginGroup() { group = .unchanged }

  mutating func endGroup(_ current: EditBuffer) {
    note(current)
    group = nil
    isTyping = false
  }

  private mutating func advance(to current: EditBuffer, joins: Bool) {
    if !joins {
      earlier.append(last)
      if earlier.count > Self.depth { earlier.removeFirst() }
    }
    later = []
    last = current
    if group != nil { group = .changed }
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
    if group != nil { group = .unchanged }
    return state
  }

  private func isTypedAfterLast(_ current: EditBuffer) -> Bool {
    guard current.text.count == last.text.count + 1, current.cursor == last.cursor + 1 else { return false }
    return !current.text[last.cursor].properties.isWhitespace
      && current.text[..<last.cursor] == last.text[..<last.cursor]
      && current.text[current.cursor...] == last.text[last.cursor...]
  }
}
