import HTTP
import Providers
import Query
import Release
import Synchronization

/// The way out of the program: the gate that decides, the transport that refuses what the gate did not see, limits, the
/// record and the client.
public final class Connection: Sendable {
  let log: ExchangeLog
  let redactor = Redactor()
  /// Tells a report of every exchange.
  let relay = ExchangeRelay()
  /// The calls that wait for something at the moment.
  let underWay = CallsUnderWay()
  let windows: RateWindows
  /// Decides what may leave, by the account's policy and the command line.
  let gate: PolicyGate
  let transport: any Transport
  /// Answers from a recording instead of sending; nil where requests are sent.
  let player: CassettePlayer?
  /// Watches the units of a run that is recorded or replayed.
  let cassetteUnits: CassetteUnits?
  /// Plans writes instead of sending them, for `--dry-run`.
  let planner: CallPlanner?
  private let client: CurlClient

  /// The way of forwarded webhooks to this machine: no exchanges, no credentials.
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

  /// Ends kept connections; nothing can be sent any more.
  public func close() {
    client.close()
  }

  private static func confirmation(
    _ user: ShellUser, _ redactor: Redactor
  ) -> (@Sendable (PolicyQuestion) -> String?)? {
    guard let questioner = user.questioner else { return nil }
    // A no ends the whole command, so other rows that wait to ask get none either.
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
  /// Lets everything pass, since nothing leaves.
  fileprivate static let open = PolicyGate { _ in
    Policy(rules: [.write: .allow, .outward: .allow, .destructive: .allow], answersYes: true)
  }
}

/// Refuses everything.
private struct ClosedTransport: Transport {
  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    throw TransportError.refused(request.context, .denied)
  }
}
