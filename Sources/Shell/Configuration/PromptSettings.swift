/// The appearance and reports of the prompt, changed by `set`.
struct PromptSettings: Sendable {
  /// The calls after which the prompt reports the status.
  var status: StatusReports
  var theme: Theme
  var signature: SignatureDisplay

  /// The initial settings according to `config.json` and the terminal.
  init(_ settings: Settings, _ surroundings: Surroundings) {
    status = settings.status ?? .writes
    theme = settings.theme ?? Theme(terminalColours: surroundings.value("COLORFGBG"))
    signature = settings.signature ?? .on
  }
}
