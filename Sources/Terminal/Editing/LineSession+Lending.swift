// What is shown and done beside the line.
extension LineSession {
  /// Gives the text to another program; what that saves is on the prompt, and runs with Enter.
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

  /// Shows help on what is at the cursor, above the line.
  func showHelp() {
    let buffer = engine.buffer
    let cursor = Scalars.utf8Offset(in: buffer.text, index: buffer.cursor)
    guard let text = configuration.help(buffer.string, cursor) else { return beep() }
    screen.printAbove([text])
  }
}
