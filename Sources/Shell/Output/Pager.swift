/// Shows text longer than the screen through `$PAGER`.
struct Pager: Sendable {
  /// A shell command line.
  let command: String
  /// The number of rows of the screen; shorter texts need no pager.
  let screenRows: Int
  private let environment: @Sendable () -> ProgramEnvironment

  /// The default is `less` with colours; it leaves the text on the screen and exits if everything fits. These options
  /// also apply to `less` in `$PAGER`, unless `$LESS` is set.
  init(command: String?, screenRows: Int, environment: @escaping @Sendable () -> ProgramEnvironment) {
    self.command = command ?? "less -FRX"
    self.screenRows = screenRows
    self.environment = environment
  }

  /// Shows text; returns false if the pager could not be started, so that the caller prints the text itself.
  func show(_ text: String) -> Bool {
    guard command != "cat" else { return false }
    let command = ShellCommand(
      "LESS=\"${LESS-FRX}\"; export LESS; \(command)", environment(), prepare: StandardStream.eraseStatus)
    guard let status = command.run(input: text) else { return false }
    // The shell did not find the command.
    return status != 127
  }
}
