import Glibc
import HTTP
import Rendering
import Terminal

extension ResultPrinter {
  /// Prints to standard output: for a terminal in colour, through the pager, and without secrets.
  ///
  /// - Parameters:
  ///   - environment: the pager's.
  ///   - mask: hides the secret parts of responses.
  ///   - redactor: hides credentials.
  convenience init(
    _ options: ShellOptions, _ settings: Settings, _ surroundings: Surroundings, paging: Paging,
    environment: @escaping @Sendable () -> ProgramEnvironment, mask: @escaping Mask, redactor: Redactor
  ) {
    let isTerminal = surroundings.hasTerminalOutput
    let size = isTerminal ? TerminalSize(of: STDOUT_FILENO) : nil
    let rendering = RenderingOptions(
      isTerminal: isTerminal, colour: surroundings.usesColour(onTerminal: isTerminal, refused: options.refusesColour),
      width: size?.columns)
    let format = options.format == .auto ? settings.output.flatMap(OutputFormat.init(rawValue:)) : nil
    let pages = isTerminal && surroundings.hasTerminalInput && surroundings.value("TERM") != "dumb"
    let pager =
      pages
      ? size.map { Pager(command: surroundings.value("PAGER"), screenRows: $0.rows, environment: environment) } : nil
    self.init(
      stream: .output, options: rendering, format: format ?? options.format, pager: pager, paging: paging,
      secrets: isTerminal ? SecretTexts(parts: mask, credentials: redactor) : nil)
  }
}
