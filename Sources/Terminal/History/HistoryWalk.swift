/// Navigation of the entries that match the typed text.
struct HistoryWalk {
  /// How entries must match the typed text.
  enum Match: Hashable {
    case beginning, part, nothing
  }

  let match: Match
  /// Whether it started at an entry found by a search.
  private(set) var beganAtFound = false
  private let draft: EditBuffer
  private let pattern: String
  private var index: Int
  /// The last shown entry; if the text differs, the navigation is over.
  private(set) var shown: EditBuffer

  /// Starts after the newest entry. Entries must begin with the text before the cursor, or contain the whole text.
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

  /// Continues from a found entry, through all entries.
  init(at index: Int, shown: EditBuffer, draft: EditBuffer) {
    (match, pattern) = (.nothing, "")
    (self.index, self.shown, self.draft) = (index, shown, draft)
    beganAtFound = true
  }

  mutating func older(in entries: [HistoryEntry]) -> EditBuffer? {
    guard let found = entries[..<min(index, entries.count)].lastIndex(where: isMatch) else { return nil }
    return show(found, EditBuffer(entries[found].text))
  }

  /// The next newer entry; at the end, the typed text.
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
