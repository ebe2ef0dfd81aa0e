/// A walk through the entries that begin with what was typed.
struct HistoryWalk {
  private let draft: EditBuffer
  private let prefix: [UInt8]
  private var index: Int
  /// What the walk showed last; another text means that it is over.
  private(set) var shown: EditBuffer

  /// Begins after the newest entry; what is before the cursor is what entries must begin with.
  init(from draft: EditBuffer, count: Int) {
    self.draft = draft
    prefix = Array(Scalars.string(draft.text[..<draft.cursor]).utf8)
    index = count
    shown = draft
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
    entry.text.utf8.starts(with: prefix) && !entry.text.utf8.elementsEqual(shown.string.utf8)
  }

  private mutating func show(_ found: Int, _ buffer: EditBuffer) -> EditBuffer {
    index = found
    shown = buffer
    return buffer
  }
}

/// A search through the history for a text anywhere in an entry, while the text grows.
struct HistorySearch {
  private(set) var pattern = ""
  private(set) var match: Int?

  /// The newest match at or before the present one.
  mutating func search(_ pattern: String, in entries: [HistoryEntry]) -> Bool {
    self.pattern = pattern
    guard !pattern.isEmpty else {
      match = nil
      return true
    }
    return find(in: entries, upTo: match.map { $0 + 1 } ?? entries.count)
  }

  mutating func older(in entries: [HistoryEntry]) -> Bool {
    !pattern.isEmpty && find(in: entries, upTo: match ?? entries.count)
  }

  mutating func newer(in entries: [HistoryEntry]) -> Bool {
    guard let match, match + 1 < entries.count,
      let found = entries[(match + 1)...].firstIndex(where: { Self.place(of: pattern, in: $0.text) != nil })
    else { return false }
    self.match = found
    return true
  }

  /// The UTF-8 offset where the pattern begins. By bytes: comparing characters takes seconds for a long history.
  static func place(of pattern: String, in text: String) -> Int? {
    var pattern = pattern
    var text = text
    return pattern.withUTF8 { pattern in
      text.withUTF8 { text in
        guard let first = pattern.first, text.count >= pattern.count else { return nil }
        return (0...(text.count - pattern.count)).first { offset in
          text[offset] == first && text[offset..<(offset + pattern.count)].elementsEqual(pattern)
        }
      }
    }
  }

  private mutating func find(in entries: [HistoryEntry], upTo end: Int) -> Bool {
    guard
      let found = entries[..<min(end, entries.count)].lastIndex(where: { Self.place(of: pattern, in: $0.text) != nil })
    else {
      return false
    }
    match = found
    return true
  }
}
