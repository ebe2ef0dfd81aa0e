import HTTP
import Providers
import Query
import Rendering
import Runner
import Script
import Terminal

/// A session of the shell: the prompt, a script, or a single statement.
final class ShellSession: Sendable {
  /// Whether there is a user who can confirm calls: yes at the prompt, no in a script.
  enum Presence {
    case person
    case nobody
  }

  let presence: Presence
  let services: Services
  let console: Console
  /// The strings of its scripts that contain an interpolated null.
  let nullTexts = NullTexts()
  let transcript: Transcript
  let webhooks = PromptWebhooks()
  let end = SessionEnd()
  /// The examples in the latest help text.
  let examples = ShownExamples()
  let nextLine = NextLine()
  /// Asks for parameters, credentials and `confirm`; nil without a terminal.
  let questioner: Questioner?
  /// Where logins are stored permanently, as by `edush login`; nil if they end with the process.
  let loginPlace: CredentialKeeper.Place?
  let supervisor = Supervisor()
  /// The status line; nil without a terminal.
  let status: StatusLine?
  /// Stops the run for the user; nil if there are no stop points.
  let stepping: Stepping?

  /// Whether the number of unsent calls is reported at the end of a dry run.
  let summarizesPlans: Bool

  /// - Parameters:
  ///   - plans: receives planned writes; nil prints a line for each.
  ///   - stops: where the run stops for the user.
  init(
    options: ShellOptions, surroundings: Surroundings, presence: Presence, keeps: LoginKeeping = .no,
    cassette: OpenCassette? = nil, plans: (@Sendable (CallPlanner.Plan) -> Void)? = nil,
    stops: StopPoints = StopPoints()
  ) {
    let stepping = stops.isEmpty ? nil : Stepping(stops) { [supervisor] in supervisor.wake() }
    self.stepping = stepping
    self.presence = presence
    summarizesPlans = presence == .nobody && plans == nil
    let notifier = Notifier()
    let questioner = surroundings.hasTerminalInput && surroundings.hasTerminalError ? Questioner() : nil
    self.questioner = questioner
    let showsStatus = StatusLine.isPossible(options, surroundings)
    let services = Services(
      options, surroundings,
      for: ShellUser(
        notice: { Console.post($0, to: notifier) },
        questioner: presence == .person || stepping != nil ? questioner : nil,
        isAttended: { stepping.map { $0.waiting != nil } ?? true }, stages: stepping.map { [$0.stage] } ?? [],
        keepsWrites: presence == .person || stepping != nil,
        announcesWrites: presence == .nobody && surroundings.hasTerminalError && !options.isReplaying,
        showsWaits: presence == .person && showsStatus, cassette: cassette, plans: plans))
    self.services = services
    status = showsStatus ? StatusLine(services, questioner) : nil
    loginPlace =
      switch keeps {
      case .no: nil
      case .asSettingsSay: services.logins.place
      case .inKeyring: .keyring
      }
    let redactor = services.connection.redactor
    let filter = HistoryFilter(redact: { redactor.redact($0) }, isOpen: services.providers.isOpen)
    console = Console(
      printer: Self.printer(services, presence), notifier: notifier, redactor: redactor, filter: filter,
      surroundings: surroundings, refusesColour: options.refusesColour,
      prompt: PromptSettings(services.settings, surroundings))
    transcript = Transcript(historyPath: services.folders.history, filter: filter)
    for text in services.settings.mistakes.map(\.text) { console.notify(text) }
  }

  /// The observers that count rows for the status line.
  var rowObservers: [any UnitObserver] { status.map { [$0.rows] } ?? [] }

  private static func printer(_ services: Services, _ presence: Presence) -> ResultPrinter {
    ResultPrinter(
      services.options, services.settings, services.surroundings, paging: presence == .person ? .each : .none,
      clock: { [zones = services.zones] in LocalClock(zones) },
      hints: ResultKnowledge(services, presence).hints,
      environment: { [environment = services.environment] in environment.ofPrograms }, mask: services.providers.mask,
      redactor: services.connection.redactor)
  }
}
