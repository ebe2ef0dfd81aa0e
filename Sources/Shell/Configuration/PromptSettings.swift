/// How the prompt looks and reports; `set` changes it.
struct PromptSettings: Sendable {
  /// After which calls a line reports the status.
  var status: StatusReports
  var theme: Theme
  var signature: SignatureDisplay

  /// As `config.json` and the terminal have it.
  init(_ settings: Settings, _ surroundings: Surroundings) {
    status = settings.status ?? .writes
    theme = settings.theme ?? Theme(terminalColours: surroundings.value("COLORFGBG"))
    signature = settings.signature ?? .on
  }
}
