// Navigation of the history.
extension LineSession {
  private var entries: [HistoryEntry] { configuration.history.entries }

  func goUp(_ match: HistoryWalk.Match = .beginning) {
    var buffer = engine.buffer
    if let place = buffer.lineAbove {
      buffer.move(to: place)
      engine.buffer = buffer
    } else {
      goOlder(match)
    }
  }

  func goDown(_ match: HistoryWalk.Match = .beginning) {
    var buffer = engine.buffer
    if let place = buffer.lineBelow {
      buffer.move(to: place)
      engine.buffer = buffer
    } else {
      goNewer(match)
    }
  }

  func goOlder(_ match: HistoryWalk.Match) {
    walk(match) { walk, entries in walk.older(in: entries) }
  }

  func goNewer(_ match: HistoryWalk.Match) {
    walk(match) { walk, entries in walk.newer(in: entries) }
  }

  private func walk(_ match: HistoryWalk.Match, _ step: (inout HistoryWalk, [HistoryEntry]) -> EditBuffer?) {
    let buffer = engine.buffer
    let entries = entries
    var walk = line.walk ?? HistoryWalk(match, from: buffer, count: entries.count)
    if walk.shown.text != buffer.text || walk.match != match && !walk.beganAtFound {
      walk = HistoryWalk(match, from: buffer, count: entries.count)
    }
    guard let found = step(&walk, entries) else { return beep() }
    line.walk = walk
    edit { $0 = found }
  }

  func insertLastArgument() {
    var buffer = engine.buffer
    guard let inserted = LastArgument.insert(into: &buffer, from: entries, after: line.lastArgument) else {
      return beep()
    }
    edit { $0 = buffer }
    line.lastArgument = inserted
  }

  /// Incremental search. Enter and Esc put the found line on the prompt, where Enter runs it.
  func searchHistory(_ direction: HistorySearch.Direction = .older) {
    let original = engine.buffer
    let entries = entries
    var search = HistorySearch(direction)
    defer {
      line.searchPrompt = nil
      line.note = nil
      lastSearch = search.pattern.isEmpty ? lastSearch : search
    }
    while true {
      showSearch(search, entries, original)
      guard let key = nestedKey() else { return }
      var found = true
      switch key {
      case 0x12, Key.up.rawValue: found = search.older(in: entries)
      case 0x13, Key.down.rawValue: found = search.newer(in: entries)
      case 0x08, 0x7F:
        let shorter = String(search.pattern.dropLast())
        search = HistorySearch(direction)
        found = search.search(shorter, in: entries)
      case 0x03, 0x07:
        engine.buffer = original
        return
      case Key.escape.rawValue where isInCommandMode:
        engine.buffer = original
        return
      case Key.escape.rawValue, 0x0D, 0x0A:
        // Up and Down continue from the found entry.
        if let match = search.match { line.walk = HistoryWalk(at: match, shown: engine.buffer, draft: original) }
        return
      case 0x20..<0x7F, 0xA0...:
        guard let scalar = Unicode.Scalar(key) else { continue }
        found = search.search(search.pattern + String(scalar), in: entries)
      default: return engine.push(key)
      }
      line.note = found ? nil : "no match"
      if !found { beep() }
    }
  }

  /// Repeats the last search.
  func searchAgain(isReversed: Bool) {
    guard var search = lastSearch else { return beep() }
    let entries = entries
    guard search.next(isReversed ? search.direction.reversed : search.direction, in: entries),
      let match = search.match
    else { return beep() }
    lastSearch = search
    edit { $0 = EditBuffer(entries[match].text) }
  }

  private func showSearch(_ search: HistorySearch, _ entries: [HistoryEntry], _ original: EditBuffer) {
    line.searchPrompt = StyledText("search ", .dim) + StyledText(search.pattern, .bold) + StyledText(": ", .dim)
    guard let match = search.match else {
      engine.buffer = original
      return
    }
    let text = Array(entries[match].text.unicodeScalars)
    let place = HistorySearch.place(of: search.pattern, in: entries[match].text).map {
      Scalars.index(in: text, utf8Offset: $0 + search.pattern.utf8.count)
    }
    engine.buffer = EditBuffer(text, cursor: place)
  }
}
