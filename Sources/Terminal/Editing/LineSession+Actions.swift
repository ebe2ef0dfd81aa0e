import CLibedit

// The actions of keys.
extension LineSession {
  static func perform(_ action: Action, _ handle: OpaquePointer?, _ key: Int32) -> UInt8 {
    guard let session = of(handle) else { return UInt8(LIBEDIT_END) }
    session.performCounted(action, UInt32(bitPattern: key))
    return UInt8(session.line.outcome == nil ? LIBEDIT_NORMAL : LIBEDIT_END)
  }

  func perform(_ action: Action, _ key: UInt32) {
    switch action {
    case .accept: accept()
    case .newline: breakLine()
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
    case .olderWithPart: goOlder(.part)
    case .newerWithPart: goNewer(.part)
    case .transposeCharacters: change { $0.transposeCharacters() }
    case .transposeWords: change { $0.transposeWords() }
    case .upperCase: edit { $0.changeWord { $0.uppercased() } }
    case .lowerCase: edit { $0.changeWord { $0.lowercased() } }
    case .capitalize: edit { $0.changeWord { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() } }
    case .comment: comment()
    case .closeBlock: edit { $0.closeBlock(step: configuration.indentation) }
    case .editExternally: editExternally()
    case .help: showHelp()
    case .argument: readArgument(key)
    case .endInsertion: endInsertion()
    case .viCommand: performViCommand(key)
    case .ignore: break
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

  /// Performs an edit, or beeps if it is not possible.
  private func change(_ change: (inout EditBuffer) -> Bool) {
    edit { if !change(&$0) { beep() } }
  }

  func restore(_ state: EditBuffer?) {
    if let state { engine.buffer = state } else { beep() }
  }

  private func accept() {
    let text = engine.buffer.string
    if text.isEmpty || configuration.validator(text) { finish(.line(text)) } else { breakLine() }
  }

  /// Adds a line with the indentation of the previous one. If more input is waiting, it is pasted text with its own
  /// indentation.
  private func breakLine() {
    let isPasted = !decoder.isEmpty || input.isReadable(within: 0)
    if isInCommandMode {
      edit { $0.move(to: $0.text.count) }
      performViCommand(UInt32(UInt8(ascii: "A")))
    }
    let keepsText = isPasted || !configuration.indents(Scalars.string(engine.buffer.text[..<engine.buffer.cursor]))
    edit { $0.insert(["\n"] + (keepsText ? [] : $0.nextIndentation(step: configuration.indentation))) }
    if line.cursorAfterSwitch != nil { line.cursorAfterSwitch = engine.buffer.cursor }
  }

  /// Adds the line to the history as a comment without running it; a comment becomes a line again.
  func comment() {
    let lines = engine.buffer.string.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return beep() }
    if lines.allSatisfy({ $0.hasPrefix("#") }) {
      let bare = lines.map { $0.dropFirst($0.hasPrefix("# ") ? 2 : 1) }.joined(separator: "\n")
      return edit { $0 = EditBuffer(bare) }
    }
    edit { $0 = EditBuffer(lines.map { "# " + $0 }.joined(separator: "\n")) }
    finish(.line(engine.buffer.string))
  }

  private func deleteOrEnd() {
    if engine.buffer.text.isEmpty { finish(.endOfInput) } else { edit { _ = $0.remove(to: $0.characterRight) } }
  }

  private func insertQuoted() {
    guard var key = nestedKey(), key > 0 else { return }
    if key == Key.escape.rawValue { key = 0x1B }
    guard !(0x80..<0xA0).contains(key), let scalar = Unicode.Scalar(key) else { return }
    edit { $0.insert([scalar]) }
  }

  /// Moves within the text; at its end, accepts the hint or its first word.
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
