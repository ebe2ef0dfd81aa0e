import CLibedit

extension LineEditor {
  /// Reads lines until the text is complete. On a terminal, prints the prompt to the error stream.
  func readPlainly(_ prompt: Prompt) -> Outcome {
    let isInteractive = isTerminal(configuration.streams.input)
    let error = Descriptor(configuration.streams.error)
    if isInteractive { terminal_signals_install() }
    defer { if isInteractive { terminal_signals_remove() } }
    var text = ""
    while true {
      if isInteractive { error.write(text.isEmpty ? prompt.text.string : prompt.continuation.string) }
      switch plain.readLine() {
      case .interrupted:
        error.write("\n")
        return .interrupted
      case .endOfInput:
        if isInteractive { error.write("\n") }
        return text.isEmpty ? .endOfInput : .line(text)
      case .text(let line):
        text += text.isEmpty ? line : "\n" + line
        guard configuration.validator(text) else { continue }
        if isInteractive { configuration.history.append(text) }
        return .line(text)
      }
    }
  }
}
