/// An incremental search of the history for a text anywhere in an entry.
struct HistorySearch {
  enum Direction {
    case older, newer

    var reversed: Direction { self == .older ? .newer : .older }
  }

  let direction: Direction
  private(set) var pattern = ""
  private(set) var match: Int?

  init(_ direction: Direction = .older) {
    self.direction = direction
  }

  /// The same search, starting again at the end of the history.
  func restarted() -> HistorySearch {
    var search = HistorySearch(direction)
    search.pattern = pattern
    return search
  }

  /// Searches for the first match at or after the current one, in the direction of the search.
  mutating func search(_ pattern: String, in entries: [HistoryEntry]) -> Bool {
    self.pattern = pattern
    guard !pattern.isEmpty else {
      match = nil
      return true
    }
    switch direction {
    case .older: return find(in: entries, upTo: match.map { $0 + 1 } ?? entries.count)
    case .newer: return find(in: entries, from: match ?? 0)
    }
  }

  /// Searches for the next match in a direction.
  mutating func next(_ direction: Direction, in entries: [HistoryEntry]) -> Bool {
    switch direction {
    case .older: older(in: entries)
    case .newer: newer(in: entries)
    }
  }

  mutating func older(in entries: [HistoryEntry]) -> Bool {
    !pattern.isEmpty && find(in: entries, upTo: match ?? entries.count)
  }

  mutating func newer(in entries: [HistoryEntry]) -> Bool {
    !pattern.isEmpty && find(in: entries, from: match.map { $0 + 1 } ?? (direction == .newer ? 0 : entries.count))
  }

  /// The UTF-8 offset of the pattern. Compares bytes, since comparing characters takes seconds for a long history.
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
    take(entries[..<min(end, entries.count)].lastIndex(where: isMatch))
  }

  private mutating func find(in entries: [HistoryEntry], from start: Int) -> Bool {
    take(start < entries.count ? entries[start...].firstIndex(where: isMatch) : nil)
  }

  private mutating func take(_ found: Int?) -> Bool {
    if let found { match = found }
    return found != nil
  }

  private func isMatch(_ entry: HistoryEntry) -> Bool { Self.place(of: pattern, in: entry.text) != nil }
}
