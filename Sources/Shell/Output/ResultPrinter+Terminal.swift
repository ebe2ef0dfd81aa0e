import Glibc
import HTTP
import JSON
import Rendering
import Terminal

extension ResultPrinter {
  /// Creates a printer for standard output. On a terminal it uses colours and the pager, and redacts secrets.
  ///
  /// - Parameters:
  ///   - clock: the current time and the offset of local time.
  ///   - hints: information about a result for selecting its columns.
  ///   - environment: the environment of the pager.
  ///   - mask: hides the secrets in responses.
  ///   - redactor: hides credentials.
  convenience init(
    _ options: ShellOptions, _ settings: Settings, _ surroundings: Surroundings, paging: Paging,
    clock: @escaping @Sendable () -> LocalClock, hints: @escaping @Sendable (Value) -> ResultHints,
    environment: @escaping @Sendable () -> ProgramEnvironment, mask: @escaping Mask, redactor: Redactor
  ) {
    let isTerminal = surroundings.hasTerminalOutput
    let colour = surroundings.usesColour(onTerminal: isTerminal, refused: options.refusesColour)
    let format = options.format == .auto ? settings.output.flatMap(OutputFormat.init(rawValue:)) : nil
    let pages = isTerminal && surroundings.hasTerminalInput && surroundings.value("TERM") != "dumb"
    let command = surroundings.value("PAGER")
    // The window may have been resized.
    let display = Display(
      options: {
        RenderingOptions(
          isTerminal: isTerminal, colour: colour, width: isTerminal ? TerminalSize(of: STDOUT_FILENO)?.columns : nil,
          clock: isTerminal ? clock() : nil)
      },
      pager: {
        guard pages, let size = TerminalSize(of: STDOUT_FILENO) else { return nil }
        return Pager(command: command, screenRows: size.rows, environment: environment)
      }, hints: hints)
    self.init(
      stream: .output, display: display, format: format ?? options.format, paging: paging,
      secrets: isTerminal ? SecretTexts(parts: mask, credentials: redactor) : nil)
  }
}
