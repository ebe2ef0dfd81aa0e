import Diagnostics
import Glibc
import HTTP
import Providers
import Rendering
import Synchronization
import Terminal

/// The output of a session: results on standard output, notices and diagnostics on standard error.
final class Console: Sendable {
  let printer: ResultPrinter
  /// Shows notices above the line being edited.
  let notifier: Notifier
  private let prompt: Mutex<PromptSettings>
  private let redactor: Redactor
  private let filter: HistoryFilter
  private let surroundings: Surroundings
  private let refusesColour: Bool

  /// - Parameters:
  ///   - redactor: redacts secrets known to the session.
  ///   - filter: finds secrets in the source text quoted by diagnostics.
  init(
    printer: ResultPrinter, notifier: Notifier, redactor: Redactor, filter: HistoryFilter, surroundings: Surroundings,
    refusesColour: Bool, prompt: PromptSettings
  ) {
    self.printer = printer
    self.notifier = notifier
    self.redactor = redactor
    self.filter = filter
    self.surroundings = surroundings
    self.refusesColour = refusesColour
    self.prompt = Mutex(prompt)
  }

  /// Shows a notice on standard error, above the line being edited.
  func notify(_ text: String) { Self.post(redactor.redact(text), to: notifier) }

  /// The appearance and reports of the prompt.
  var promptSettings: PromptSettings {
    get { prompt.withLock { $0 } }
    set { prompt.withLock { $0 = newValue } }
  }

  /// Shows a dimmed line on standard error.
  func remark(_ text: String) {
    let colour = surroundings.usesColour(onTerminal: surroundings.hasTerminalError, refused: refusesColour)
    StandardStream.error.write(Style.dim(visible(redactor.redact(text)), colour: colour) + "\n")
  }

  /// Shows a notice; on a terminal it is wrapped at word boundaries.
  static func post(_ text: String, to notifier: Notifier) {
    let shown = wrapped(visible(text, lineBreaks: .kept), columns: TerminalSize(of: STDERR_FILENO)?.columns)
    StandardStream.clearingStatus { notifier.post(shown) }
  }

  /// Writes to standard error immediately.
  func write(error text: String) {
    StandardStream.error.write(visible(redactor.redact(text), lineBreaks: .kept))
  }

  /// Shows diagnostics.
  func report(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    printer.finish()
    // A user who declined knows why and where.
    let declined = diagnostics.filter { diagnostic in
      [TransportError.notSent, "not confirmed"].contains { diagnostic.message.hasPrefix($0 + ": ") }
    }
    for line in declined.map({ visible($0.message) }) { StandardStream.error.write("\(line)\n") }
    let diagnostics = diagnostics.filter { !declined.map(\.message).contains($0.message) }
    guard !diagnostics.isEmpty else { return }
    let colour = surroundings.usesColour(onTerminal: surroundings.hasTerminalError, refused: refusesColour)
    let width = surroundings.hasTerminalError ? TerminalSize(of: STDERR_FILENO)?.columns : nil
    let text = render(
      diagnostics, colour: colour, width: width, hiding: { filter.secrets(in: $0.text).ranges })
    StandardStream.error.write(redactor.redact(text))
  }
}
