import HTTP
import Providers
import Query
import Release
import Synchronization

/// The connection to the APIs: the gate that decides, the transport that requires its permits, rate limits, recording
/// and the client.
public final class Connection: Sendable {
  let log: ExchangeLog
  let redactor = Redactor()
  /// Forwards every exchange to a report collector.
  let relay = ExchangeRelay()
  /// The calls that are currently waiting.
  let underWay = CallsUnderWay()
  let windows: RateWindows
  /// Decides which requests may be sent, by the account's policy and the command-line options.
  let gate: PolicyGate
  let transport: any Transport
  /// Replays a cassette instead of sending; nil if requests are sent.
  let player: CassettePlayer?
  /// Observes the units of a recorded or replayed run.
  let cassetteUnits: CassetteUnits?
  /// Plans writes instead of sending them, for `--dry-run`.
  let planner: CallPlanner?
  private let client: CurlClient

  /// The transport for forwarding webhooks to this machine, without exchanges and credentials.
  var forwarding: any Transport { TransportStack.guarding(client) }

  init(
    options: ShellOptions, settings: Settings, surroundings: Surroundings, folders: Folders, user: ShellUser
  ) {
    let environment = Dictionary(surroundings.variables.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    log = ExchangeLog(whole: user.questioner == nil ? 1000 : 100_000)
    client = CurlClient(ClientConfiguration(userAgent: "edush/\(Release.version)", environment: environment))
    let limits = surroundings.limits ?? folders.limits
    let waits: RateWindows.Notice = {
      guard !user.showsWaits else { return }
      user.notice("\($0.name) waits until \(ClockTime.text($1)): its rate limit is used up")
    }
    windows = RateWindows(folder: limits, whenFull: options.whenFull, notice: waits)
    var stack = TransportStack(log: log, redactor: redactor, windows: windows)
    stack.buckets = RateBuckets(
      folder: limits, whenFull: options.whenFull,
      rate: { options.rates.rate(of: $0) ?? settings.profile($0).rate }, notice: waits)
    stack.whenFull = options.whenFull
    stack.underWay = underWay
    stack.timeout = options.timeout
    stack.recorders = [relay] + (options.isVerbose ? [ExchangePrinter(stream: .error)] : [])
    switch user.cassette {
    case .recording(let file):
      let recorder = CassetteRecorder(file, program: Release.version, redactor: redactor)
      stack.recorders.append(recorder)
      (player, cassetteUnits) = (nil, CassetteUnits(recorder))
    case .replaying(let cassette, let name):
      let player = CassettePlayer(cassette, name: name, redactor: redactor)
      (self.player, cassetteUnits) = (player, CassetteUnits(player))
    case nil: (player, cassetteUnits) = (nil, nil)
    }
    if let player {
      transport = stack.replaying(player)
      gate = .open
    } else {
      transport = user.isOnline ? stack.around(client) : ClosedTransport()
      gate = PolicyGate(
        policy: Self.policy(options, settings, surroundings), confirm: Self.confirmation(user, redactor),
        isAttended: user.isAttended, writes: options.maxWrites.map(WriteBudget.init))
    }
    planner =
      options.isDryRun
      ? CallPlanner(
        show: user.plans ?? { [redactor] in user.notice(redactor.redact(PlanLine($0).text)) },
        note: { user.notice($0) }) : nil
  }

  /// Closes all connections. Nothing can be sent afterwards.
  public func close() {
    client.close()
  }

  private static func confirmation(
    _ user: ShellUser, _ redactor: Redactor
  ) -> (@Sendable (PolicyQuestion) -> String?)? {
    guard let questioner = user.questioner else { return nil }
    // Declining ends the whole command, so rows that are waiting to ask are declined as well.
    let declined = Mutex<Cancellation?>(nil)
    return { question in
      let command = user.cancellation.value
      guard declined.withLock({ $0 }) !== command else { return nil }
      let text = ConfirmationText(question) { redactor.redact($0) }.text
      let answer = questioner.ask(text, cancellation: command) {
        declined.withLock { $0 } !== command
      }
      if !(answer.map(question.accepts) ?? false) { declined.withLock { $0 = command } }
      return answer
    }
  }

  private static func policy(
    _ options: ShellOptions, _ settings: Settings, _ surroundings: Surroundings
  ) -> @Sendable (CallContext) -> Policy {
    let isReadOnly = options.isReadOnly || surroundings.isReadOnly
    let reason: Policy.Reason? = isReadOnly ? .readOnly : settings.isBroken ? .brokenSettings : nil
    return { context in
      let profile = settings.profile(context.account)
      return Policy(
        rules: profile.policy, readOnly: reason,
        isProduction: profile.isProduction && !surroundings.isSandboxed, allowed: options.allowed,
        answersYes: options.answersYes)
    }
  }
}

extension PolicyGate {
  /// Allows everything, since nothing is sent.
  fileprivate static let open = PolicyGate { _ in
    Policy(rules: [.write: .allow, .outward: .allow, .destructive: .allow], answersYes: true)
  }
}

/// Refuses every request.
private struct ClosedTransport: Transport {
  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    throw TransportError.refused(request.context, .denied)
  }
}
