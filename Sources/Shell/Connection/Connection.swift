import HTTP
import Rendering

/// The way out of the program: policy, record, limits and the client, set up once from the command line and the settings.
public final class Connection: Sendable {
  let log = ExchangeLog()
  let redactor = Redactor()
  let windows: RateWindows
  let transport: any Transport
  /// What a call may do, by its profile and the command line.
  let policy: @Sendable (CallContext) -> Policy
  /// What a dry run only showed.
  let held = HeldCalls()
  private let client: CurlClient

  /// - Parameters:
  ///   - notice: tells the person something while they wait.
  ///   - questioner: asks for confirmations; nil where nobody can answer.
  ///   - cancellation: of what runs at the moment.
  init(
    options: ShellOptions, settings: Settings, surroundings: Surroundings, folders: Folders,
    notice: @escaping @Sendable (String) -> Void, questioner: Questioner?,
    cancellation: @escaping @Sendable () -> Cancellation
  ) {
    let environment = Dictionary(surroundings.variables.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    client = CurlClient(ClientConfiguration(userAgent: "edush/\(Version.current)", environment: environment))
    windows = RateWindows(folder: surroundings.limits ?? folders.limits, whenFull: options.waits ? .wait : .fail) {
      notice("\($0.name) waits until \(ClockTime.text($1)): its rate limit is used up")
    }
    var stack = TransportStack(log: log, redactor: redactor, windows: windows)
    policy = Self.policy(options, settings, surroundings)
    stack.policy = policy
    stack.show = { [redactor, held] in
      held.insert($0.context.name)
      notice(redactor.redact(Self.text(of: $0, redactor)))
    }
    if options.isVerbose { stack.recorders = [ExchangePrinter(stream: .error)] }
    if let questioner {
      stack.confirm = { [redactor] question in
        questioner.ask(
          redactor.redact(ConfirmationText(question).text), cancellation: cancellation())
      }
    }
    transport = stack.around(client)
  }

  /// Ends kept connections; nothing can be sent any more.
  public func close() {
    client.close()
  }

  /// The policy of a call, by its profile and the command line.
  static func policy(
    _ options: ShellOptions, _ settings: Settings, _ surroundings: Surroundings
  ) -> @Sendable (CallContext) -> Policy {
    let isReadOnly = options.isReadOnly || ["1", "true", "yes"].contains(surroundings.value("EDUSH_READ_ONLY") ?? "")
    return { context in
      Policy(
        rules: settings.profile(context.provider, context.profile).policy,
        isReadOnly: isReadOnly, allowed: options.allowed, answersYes: options.answersYes, isDryRun: options.isDryRun)
    }
  }

  /// What a dry run says of a request; hidden first, since a secret that is cut is not found.
  private static func text(of request: Request, _ redactor: Redactor) -> String {
    var text = "would send \(request.context.name): \(request.method) \(request.shownURL)"
    if let body = request.shownBody, !body.isEmpty {
      text += " " + String(decoding: redactor.redact(body).prefix(500), as: UTF8.self)
    }
    return text
  }
}
