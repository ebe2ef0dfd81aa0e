/// A walk through the entries that match what was typed.
struct HistoryWalk {
  /// What an entry has in common with what was typed.
  enum Match: Hashable {
    case beginning, part, nothing
  }

  let match: Match
  /// Whether it began at an entry that a search had found.
  private(set) var beganAtFound = false
  private let draft: EditBuffer
  private let pattern: String
  private var index: Int
  /// What the walk showed last; another text means that it is over.
  private(set) var shown: EditBuffer

  /// Begins after the newest entry. What is before the cursor is what entries must begin with; a part is the whole text.
  init(_ match: Match = .beginning, from draft: EditBuffer, count: Int) {
    self.match = match
    self.draft = draft
    pattern =
      switch match {
      case .beginning: Scalars.string(draft.text[..<draft.cursor])
      case .part: draft.string
      case .nothing: ""
      }
    index = count
    shown = draft
  }

  /// Goes on from an entry that was found, to all of its neighbours.
  init(at index: Int, shown: EditBuffer, draft: EditBuffer) {
    (match, pattern) = (.nothing, "")
    (self.index, self.shown, self.draft) = (index, shown, draft)
    beganAtFound = true
  }

  mutating func older(in entries: [HistoryEntry]) -> EditBuffer? {
    guard let found = entries[..<min(index, entries.count)].lastIndex(where: isMatch) else { return nil }
    return show(found, EditBuffer(entries[found].text))
  }

  /// The next newer entry, at the end what was typed.
  mutating func newer(in entries: [HistoryEntry]) -> EditBuffer? {
    guard index < entries.count else { return nil }
    let found = entries[(index + 1)...].firstIndex(where: isMatch)
    return show(found ?? entries.count, found.map { EditBuffer(entries[$0].text) } ?? draft)
  }

  private func isMatch(_ entry: HistoryEntry) -> Bool {
    guard !entry.text.utf8.elementsEqual(shown.string.utf8) else { return false }
    return match == .part && !pattern.isEmpty
      ? HistorySearch.place(of: pattern, in: entry.text) != nil : entry.text.utf8.starts(with: pattern.utf8)
  }

  private mutating func show(_ found: Int, _ buffer: EditBuffer) -> EditBuffer {
    index = found
    shown = buffer
    return buffer
  }
}
