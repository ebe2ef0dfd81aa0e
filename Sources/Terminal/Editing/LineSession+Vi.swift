// vi's modes. In command mode libedit passes every key to a single action, which reads the rest of the command itself.
extension LineSession {
  var isInCommandMode: Bool { vi?.mode == .command }

  /// The indicator of command mode before the prompt.
  var modeMark: StyledText {
    isInCommandMode && line.outcome == nil ? StyledText("[N] ", .dim) : ""
  }

  /// Switches libedit's key map, which is only possible with a key; `readKey` then restores the cursor.
  private func setMode(_ mode: ViEditor.Mode, cursor: Int) {
    engine.push((mode == .command ? Key.toCommandMap : Key.toInsertMap).rawValue)
    line.cursorAfterSwitch = cursor
    showMode(mode)
  }

  func showMode(_ mode: ViEditor.Mode) {
    vi?.mode = mode
    screen.write(mode.cursorShape)
  }

  func endInsertion() {
    guard vi != nil else { return }
    edit { vi?.endInsertion(in: &$0) }
    line.undo.endGroup(engine.buffer)
    setMode(.command, cursor: engine.buffer.cursor)
  }

  private func beginInsertion() {
    line.undo.beginGroup()
    setMode(.insert, cursor: engine.buffer.cursor)
  }

  /// Runs the command that begins with the key.
  func performViCommand(_ key: UInt32) {
    let reader = ViCommandReader { [self] in
      guard let key = nestedKey() else { return nil }
      // Ctrl-C abandons the line even during a command.
      if key == 0x03 { engine.push(key) }
      return (0x20..<0x7F).contains(key) || key >= 0xA0 ? Unicode.Scalar(key) : nil
    }
    guard let first = Unicode.Scalar(key), let command = reader.command(from: first) else { return beep() }
    perform(command)
    if isInCommandMode, line.outcome == nil { stayOnCharacter() }
  }

  private func perform(_ command: ViCommand) {
    var effect = ViEditor.Effect.impossible
    var buffer = engine.buffer
    line.undo.note(buffer)
    effect = vi?.perform(command, on: &buffer, &kills) ?? effect
    switch effect {
    case .done: engine.buffer = buffer
    case .insert:
      engine.buffer = buffer
      beginInsertion()
    case .impossible: beep()
    case .elsewhere: performElsewhere(command)
    }
  }

  private func performElsewhere(_ command: ViCommand) {
    switch command.verb {
    case .undo: for _ in 0..<command.times { restore(line.undo.undo(engine.buffer)) }
    case .redo: for _ in 0..<command.times { restore(line.undo.redo(engine.buffer)) }
    case .older: for _ in 0..<command.times { goUp(.nothing) }
    case .newer: for _ in 0..<command.times { goDown(.nothing) }
    case .searchOlder: searchHistory(.older)
    case .searchNewer: searchHistory(.newer)
    case .searchAgain: for _ in 0..<command.times { searchAgain(isReversed: false) }
    case .searchBack: for _ in 0..<command.times { searchAgain(isReversed: true) }
    case .editExternally: editExternally()
    case .comment: comment()
    case .overwrite: overwrite()
    case .move, .apply, .insert, .replaceCharacter, .putAfter, .putBefore, .join, .setMark, .repeatChange: beep()
    }
  }

  /// Overwrites the text until a key that is not a letter; Backspace restores the original text.
  private func overwrite() {
    let original = engine.buffer
    var typed: [Unicode.Scalar] = []
    while let key = nestedKey() {
      if key == 0x7F || key == 0x08 {
        _ = typed.popLast()
      } else if (0x20..<0x7F).contains(key) || key >= 0xA0, let scalar = Unicode.Scalar(key) {
        typed.append(scalar)
      } else {
        if key != Key.escape.rawValue { engine.push(key) }
        break
      }
      var buffer = original
      buffer.replace(original.cursor..<min(original.cursor + typed.count, original.lineEnd), with: typed)
      engine.buffer = buffer
    }
    guard !typed.isEmpty else { return }
    vi?.noteOverwriting(typed)
    var buffer = engine.buffer
    buffer.move(to: buffer.characterLeft)
    engine.buffer = buffer
  }

  /// In command mode the cursor must be on a character, not after the last one.
  private func stayOnCharacter() {
    var buffer = engine.buffer
    guard buffer.cursor > buffer.lastInLine else { return }
    buffer.move(to: buffer.lastInLine)
    engine.buffer = buffer
  }
}
