import CLibedit

// What the keys do.
extension LineSession {
  static func perform(_ action: Action, _ handle: OpaquePointer?) -> UInt8 {
    guard let session = of(handle) else { return UInt8(LIBEDIT_END) }
    switch action {
    case .probeInsert, .probeCommand:
      session.showMode(action == .probeInsert ? .insert : .command)
      return UInt8(LIBEDIT_ARGUMENT)
    default:
      session.perform(action)
      return UInt8(session.line.outcome == nil ? LIBEDIT_NORMAL : LIBEDIT_END)
    }
  }

  private func perform(_ action: Action) {
    switch action {
    case .accept: accept()
    case .newline: edit { $0.insert(["\n"]) }
    case .interrupt: finish(.interrupted)
    case .deleteOrEnd: deleteOrEnd()
    case .complete, .completeBackward: complete()
    case .searchHistory: searchHistory()
    case .up: goUp()
    case .down: goDown()
    case .left: edit { $0.move(to: $0.characterLeft) }
    case .right: moveOrTakeHint(all: true) { $0.characterRight }
    case .wordLeft: edit { $0.move(to: $0.wordLeft) }
    case .wordRight: moveOrTakeHint(all: false) { $0.wordRight }
    case .lineStart: edit { $0.move(to: $0.lineStart) }
    case .lineEnd: moveOrTakeHint(all: true) { $0.lineEnd }
    case .deleteLeft: edit { _ = $0.remove(to: $0.characterLeft) }
    case .deleteRight: edit { _ = $0.remove(to: $0.characterRight) }
    case .cutWordLeft: cut { $0.wordLeft }
    case .cutWordRight: cut { $0.wordRight }
    case .cutBlankWordLeft: cut { $0.blankWordLeft }
    case .cutToEnd: cut { $0.lineEnd == $0.cursor ? $0.characterRight : $0.lineEnd }
    case .cutToStart: cut { $0.lineStart == $0.cursor ? $0.characterLeft : $0.lineStart }
    case .yank: edit { kills.paste(into: &$0) }
    case .yankEarlier: edit { if !kills.rotate(in: &$0) { beep() } }
    case .undo: restore(line.undo.undo(engine.buffer))
    case .redo: restore(line.undo.redo(engine.buffer))
    case .lastArgument: insertLastArgument()
    case .clearScreen: screen.clear()
    case .suspend: suspend()
    case .paste: edit { $0.insert(decoder.takePaste()) }
    case .insertQuoted: insertQuoted()
    case .probeInsert, .probeCommand, .ignore: break
    }
  }

  func edit(_ change: (inout EditBuffer) -> Void) {
    var buffer = engine.buffer
    line.undo.note(buffer)
    change(&buffer)
    engine.buffer = buffer
  }

  func beep() {
    screen.write("\u{7}")
  }

  private func cut(to place: (EditBuffer) -> Int) {
    edit { kills.cut(&$0, to: place($0)) }
  }

  private func restore(_ state: EditBuffer?) {
    if let state { engine.buffer = state } else { beep() }
  }

  private func accept() {
    let text = engine.buffer.string
    if text.isEmpty || configuration.validator(text) { finish(.line(text)) } else { edit { $0.insert(["\n"]) } }
  }

  private func deleteOrEnd() {
    if engine.buffer.text.isEmpty { finish(.endOfInput) } else { edit { _ = $0.remove(to: $0.characterRight) } }
  }

  private func insertQuoted() {
    guard let key = nestedKey(), key > 0, !(0x80..<0xA0).contains(key), let scalar = Unicode.Scalar(key) else { return }
    edit { $0.insert([scalar]) }
  }

  /// Moves within the text; at its end, makes the hint or its first word part of it.
  private func moveOrTakeHint(all: Bool, to place: (EditBuffer) -> Int) {
    var buffer = engine.buffer
    let hint = hint(for: buffer)
    guard !hint.isEmpty else { return edit { $0.move(to: place($0)) } }
    let end = buffer.text.count
    buffer.insert(Array(hint.unicodeScalars))
    var taken = EditBuffer(buffer.text, cursor: end)
    taken.move(to: all ? buffer.text.count : taken.wordRight)
    edit { $0 = EditBuffer(Array(taken.text[..<taken.cursor])) }
  }
}

// Going through the history.
extension LineSession {
  private var entries: [HistoryEntry] { configuration.history.entries }

  private func goUp() {
    var buffer = engine.buffer
    if let place = buffer.lineAbove {
      buffer.move(to: place)
      engine.buffer = buffer
    } else {
      walk { walk, entries in walk.older(in: entries) }
    }
  }

  private func goDown() {
    var buffer = engine.buffer
    if let place = buffer.lineBelow {
      buffer.move(to: place)
      engine.buffer = buffer
    } else {
      walk { walk, entries in walk.newer(in: entries) }
    }
  }

  private func walk(_ step: (inout HistoryWalk, [HistoryEntry]) -> EditBuffer?) {
    let buffer = engine.buffer
    let entries = entries
    var walk = line.walk ?? HistoryWalk(from: buffer, count: entries.count)
    if walk.shown.text != buffer.text { walk = HistoryWalk(from: buffer, count: entries.count) }
    guard let found = step(&walk, entries) else { return beep() }
    line.walk = walk
    edit { $0 = found }
  }

  private func insertLastArgument() {
    var buffer = engine.buffer
    guard let inserted = LastArgument.insert(into: &buffer, from: entries, after: line.lastArgument) else {
      return beep()
    }
    edit { $0 = buffer }
    line.lastArgument = inserted
  }

  private func searchHistory() {
    let original = engine.buffer
    let entries = entries
    var search = HistorySearch()
    defer { line.searchPrompt = nil }
    while true {
      showSearch(search, entries, original)
      guard let key = nestedKey() else { return }
      var found = true
      switch key {
      case 0x12, Key.up.rawValue: found = search.older(in: entries)
      case 0x13, Key.down.rawValue: found = search.newer(in: entries)
      case 0x08, 0x7F:
        let shorter = String(search.pattern.dropLast())
        search = HistorySearch()
        found = search.search(shorter, in: entries)
      case 0x03, 0x07:
        engine.buffer = original
        return
      case Key.escape.rawValue: return
      case 0x20..<0x7F, 0xA0...:
        guard let scalar = Unicode.Scalar(key) else { continue }
        found = search.search(search.pattern + String(scalar), in: entries)
      default: return engine.push(key)
      }
      if !found { beep() }
    }
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
