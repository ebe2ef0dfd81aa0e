import Diagnostics
import Glibc
import HTTP
import JSON
import Providers
import Query
import Rendering
import Script
import Synchronization
import Terminal
import Threads

/// All that a running shell holds: settings, providers, the way out, what shows results.
final class Workbench: Sendable {
  /// Who answers when policy wants a call confirmed: a person at the prompt; nobody in a script.
  enum Presence {
    case person
    case nobody
  }

  let options: ShellOptions
  let surroundings: Surroundings
  let folders: Folders
  let settings: Settings
  /// Which files may be read and written.
  let access: FileAccess
  let cancellation = CurrentCancellation()
  let notifier = Notifier()
  let supervisor = Supervisor()
  let presence: Presence
  /// Where a login is kept that outlives the process, that of `edush login`; nil where it ends with it.
  let loginPlace: CredentialKeeper.Place?
  /// Asks for parameters, credentials and `confirm`; nil without a terminal.
  let questioner: Questioner?
  let connection: Connection
  let providers: ProviderHub
  let printer: ResultPrinter
  let files = SessionFiles()
  let recording: SessionRecording
  let lines = SessionLines()
  let webhooks = PromptWebhooks()
  let history: SharedHistory
  /// Finds what is secret in what is typed.
  let filter: HistoryFilter
  private let leaving = Atomic(false)

  init(options: ShellOptions, surroundings: Surroundings, presence: Presence, keeps: LoginKeeping = .no) {
    self.presence = presence
    questioner = surroundings.hasTerminalInput && surroundings.hasTerminalError ? Questioner() : nil
    let services = Services(
      options, surroundings,
      for: Services.User(
        notice: { [notifier] in
          StandardStream.eraseStatus()
          notifier.post(visible($0, lineBreaks: .kept))
        },
        questioner: presence == .person ? questioner : nil, cancellation: cancellation,
        keepsWrites: presence == .person,
        announcesWrites: presence == .nobody && surroundings.hasTerminalError))
    self.options = options
    self.surroundings = surroundings
    (folders, settings, access) = (services.folders, services.settings, services.access)
    (connection, providers) = (services.connection, services.providers)
    loginPlace =
      switch keeps {
      case .no: nil
      case .asSettingsSay: providers.place
      case .inKeyring: .keyring
      }
    printer = Self.printer(options, settings, surroundings, presence, providers, connection.redactor)
    recording = SessionRecording(files)
    let redactor = connection.redactor
    let filter = HistoryFilter(redact: { redactor.redact($0) }, isOpen: providers.isOpen)
    self.filter = filter
    history = SharedHistory(History(path: folders.history, filter: filter.kept))
    for text in settings.mistakes.map(\.text) { notify(text) }
  }

  /// Whether somebody can answer when policy wants a call confirmed.
  var canConfirm: Bool { presence == .person && questioner != nil }

  /// Bytes an evaluation may take: `EDUSH_MEMORY_LIMIT` in MB.
  var memoryLimit: Int { EvaluationContext.memoryLimit(megabytes: surroundings.value("EDUSH_MEMORY_LIMIT")) }

  /// Ends the prompt after the current line.
  func leave() {
    leaving.store(true, ordering: .releasing)
  }

  var isLeaving: Bool { leaving.load(ordering: .acquiring) }

  private static func printer(
    _ options: ShellOptions, _ settings: Settings, _ surroundings: Surroundings, _ presence: Presence,
    _ providers: ProviderHub, _ redactor: Redactor
  ) -> ResultPrinter {
    let isTerminal = surroundings.hasTerminalOutput
    let size = isTerminal ? TerminalSize(of: STDOUT_FILENO) : nil
    let rendering = RenderingOptions(
      isTerminal: isTerminal, colour: surroundings.usesColour(onTerminal: isTerminal, refused: options.refusesColour),
      width: size?.columns)
    let format = options.format == .auto ? settings.output.flatMap(OutputFormat.init(rawValue:)) : nil
    let pages = isTerminal && surroundings.hasTerminalInput && surroundings.value("TERM") != "dumb"
    let pager =
      pages
      ? size.map { size in
        Pager(
          command: surroundings.value("PAGER"), screenRows: size.rows, environment: providers.programEnvironment)
      } : nil
    return ResultPrinter(
      stream: .output, options: rendering, format: format ?? options.format, pager: pager,
      paging: presence == .person ? .each : .none,
      secrets: isTerminal ? SecretTexts(parts: providers.mask, credentials: redactor) : nil)
  }

  /// Says something on standard error, above the line that is edited.
  func notify(_ text: String) {
    StandardStream.eraseStatus()
    notifier.post(visible(connection.redactor.redact(text), lineBreaks: .kept))
  }

  /// Shows what is wrong.
  func report(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    printer.finish()
    // Whoever said no knows why, and where.
    let declined = diagnostics.filter { $0.message.hasPrefix(TransportError.notSent + ": ") }
    for line in declined.map({ visible($0.message) }) { StandardStream.error.write("\(line)\n") }
    let diagnostics = diagnostics.filter { !declined.map(\.message).contains($0.message) }
    guard !diagnostics.isEmpty else { return }
    let colour = surroundings.usesColour(onTerminal: surroundings.hasTerminalError, refused: options.refusesColour)
    let width = surroundings.hasTerminalError ? TerminalSize(of: STDERR_FILENO)?.columns : nil
    let text = render(
      diagnostics, colour: colour, width: width, hiding: { filter.secrets(in: $0.text).ranges })
    StandardStream.error.write(connection.redactor.redact(text))
  }

  /// Runs work on a thread of its own and watches over it: Ctrl-C, SIGTERM and SIGHUP cancel it. A third Ctrl-C ends the
  /// process.
  func supervised(_ work: @escaping @Sendable () -> ScriptOutcome) -> ScriptOutcome {
    cancellation.renew()
    let before = connection.log.count
    let task = BackgroundTask(work, whenDone: { [supervisor] in supervisor.wake() })
    supervisor.supervise(until: { task.isDone }) { count in
      cancellation.value.cancel()
      if count > 2 { Interruption.exit() }
    }
    let outcome = task.result ?? ScriptOutcome(exitCode: 1)
    printer.end()
    report(outcome.diagnostics)
    report(providers.findings(behind: outcome.diagnostics))
    for text in providers.faultsInUse(besides: outcome.diagnostics) { notify(text) }
    if outcome.exitCode == ExitCode.interrupted {
      StandardStream.error.write(InterruptedCalls(connection.log.latest(after: before).reversed()).text)
    }
    if let message = outcome.message {
      StandardStream.error.write(visible(connection.redactor.redact(message), lineBreaks: .kept))
    }
    if presence == .nobody, let summary = connection.planner.flatMap({ PlanLine.summary($0.counts) }) {
      notify(summary)
    }
    guard outcome.exitCode == ExitCode.interrupted else { return outcome }
    var ended = outcome
    ended.exitCode = Interruption.exitCode
    return ended
  }
}
