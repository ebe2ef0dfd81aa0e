// Actions outside of the line.
extension LineSession {
  /// Edits the text in an external program. The saved text is put on the prompt, where Enter runs it.
  func editExternally() {
    guard let editor = configuration.externalEditor else { return beep() }
    let text = engine.buffer.string
    screen.erase()
    var saved: String?
    lendTerminal { saved = editor(text) }
    screen.begin(isColoured: configuration.colour == .on)
    guard let saved, saved != text else { return }
    edit { $0 = EditBuffer(saved) }
  }

  /// Shows help on the text at the cursor, above the line.
  func showHelp() {
    let buffer = engine.buffer
    let cursor = Scalars.utf8Offset(in: buffer.text, index: buffer.cursor)
    guard let text = configuration.help(buffer.string, cursor) else { return beep() }
    screen.printAbove([text])
  }
}
