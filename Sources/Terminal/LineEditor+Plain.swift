import CLibedit

extension LineEditor {
  /// Reads one line that is not shown while it is typed, nor stored anywhere.
  public func readSecret(prompt: Prompt) -> Outcome {
    let input = configuration.streams.input
    let error = Descriptor(configuration.streams.error)
    terminal_signals_install()
    defer { terminal_signals_remove() }
    guard isTerminal(input), terminal_guard_begin(input, -1) else { return outcome(of: plain.readLine()) }
    defer { terminal_guard_end() }
    guard terminal_guard_hide_echo(input) else { return .endOfInput }
    defer { terminal_guard_show_echo(input) }
    // Only now: hiding throws away what was typed before, and nobody should answer before it is hidden.
    forgetTypedAhead()
    error.write(prompt.text.string)
    let outcome = outcome(of: plain.readLine())
    if outcome != .line("") { error.write(outcome == .interrupted ? "\n" : "") }
    return outcome
  }

  /// Reads lines until they are a complete text. The prompt is printed to the error stream where a person sees it.
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

  private func outcome(of line: PlainReader.Line) -> Outcome {
    switch line {
    case .text(let text): .line(text)
    case .interrupted: .interrupted
    case .endOfInput: .endOfInput
    }
  }
}
