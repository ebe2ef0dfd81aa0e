/// Shows text that is longer than the screen through `$PAGER`.
struct Pager: Sendable {
  /// A command line for `sh`.
  let command: String
  /// The rows of the screen; texts with fewer lines need no pager.
  let screenRows: Int
  private let environment: @Sendable () -> ProgramEnvironment

  /// Without `$PAGER`, `less`: it shows colours, leaves the text on the screen, and ends by itself when all of it fits. A `less`
  /// of the user's own does, too, unless `$LESS` says something else.
  init(command: String?, screenRows: Int, environment: @escaping @Sendable () -> ProgramEnvironment) {
    self.command = command ?? "less -FRX"
    self.screenRows = screenRows
    self.environment = environment
  }

  /// Whether the pager ran; when it cannot be started the caller prints the text itself.
  func show(_ text: String) -> Bool {
    guard command != "cat" else { return false }
    let command = ShellCommand(
      "LESS=\"${LESS-FRX}\"; export LESS; \(command)", environment(), prepare: StandardStream.eraseStatus)
    guard let status = command.run(input: text) else { return false }
    // The shell found no such command.
    return status != 127
  }
}
