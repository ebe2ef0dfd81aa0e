import Diagnostics
import HTTP
import JSON
import Providers
import Query
import Rendering
import Runner
import Script
import Synchronization

/// One `apply`, from the policy check to the summary.
final class Applying: Sendable {
  private let session: ShellSession
  private let plan: Plan
  /// The part of the plan that is not done yet.
  private let shown: Plan
  private let text: PlanText
  private let arguments: [String]
  private let kind: RunRecord.Kind
  private let recording: RunRecording
  private let asks: Bool
  private let applied = Mutex<[AppliedStep]>([])
  /// The number of steps shown with the question.
  private static let shownSteps = 20

  private var services: Services { session.services }
  private var console: Console { session.console }

  init(
    _ session: ShellSession, _ plan: Plan, shown: Plan, _ arguments: [String], kind: RunRecord.Kind,
    _ recording: RunRecording, asks: Bool
  ) {
    self.kind = kind
    self.recording = recording
    self.session = session
    self.plan = plan
    self.arguments = arguments
    self.asks = asks
    self.shown = shown
    text = PlanText(shown)
  }

  @Sendable func run() -> ScriptOutcome {
    if let refusal = refusal { return refusal }
    let environment = ShellEnvironment(session)
    let secrets = Interpreter(environment)
    let outcome = secrets.run(secretParameters, arguments: arguments)
    guard outcome.exitCode == 0 else { return outcome }
    do throws(Failure) {
      try recording.checkJournal()
      try recording.recorder.claim()
    } catch {
      return ScriptOutcome(exitCode: error.kind.exitCode, diagnostics: [error.diagnostic()], failure: error)
    }
    if let declined = ask() { return declined }
    let values = secrets.parameters.map { ($0.key.string, $0.value.string ?? "") }
    let client = services.providers.client
    var surroundings = Apply.Surroundings(
      reading: client.reading, redact: session.withoutSecrets,
      secrets: Dictionary(values, uniquingKeysWith: { $1 }), isCancelled: { environment.isCancelled },
      report: { [self] in report($0) })
    surroundings.kind = kind
    let end = Apply.run(
      plan, caller: services.providers.caller, observers: recording.observers + session.rowObservers, in: surroundings)
    summarize()
    return end
  }

  /// The first objection of policy to a step, before anything is sent.
  private var refusal: ScriptOutcome? {
    guard !services.options.isDryRun else { return nil }
    for step in shown.steps where step.change != .unchanged {
      let call = CallContext(step.account, method: step.method, risk: step.risk)
      guard case .refuse(let reason) = services.connection.gate.decision(for: call) else { continue }
      let refused = TransportError.refused(call, reason)
      let failure = Failure(.policy, refused.message, provider: call.provider, hint: refused.hint)
      return ScriptOutcome(
        exitCode: failure.kind.exitCode, diagnostics: [failure.diagnostic()], failure: failure)
    }
    return nil
  }

  /// A script that declares the parameters missing from the plan, so that they are read in the usual way.
  private var secretParameters: Script {
    var names: [String] = []
    for step in plan.steps {
      for case .parameter(let name) in Placeholder.references(in: Value(step.arguments)) where !names.contains(name) {
        names.append(name)
      }
    }
    let text = names.map { "param \($0): secret\n" } + names.map { "$\($0) | empty\n" }
    return ScriptParser.parse(SourceText(name: plan.scriptName, text: text.joined()))
  }

  /// Shows the plan and asks for confirmation. Returns an outcome if the user declines.
  private func ask() -> ScriptOutcome? {
    guard shown.count(of: .unchanged) < shown.steps.count else { return nil }
    guard asks, let questioner = session.questioner else {
      console.notify(text.summary)
      return nil
    }
    let cancellation = services.cancellation.value
    let colour = services.surroundings.usesColour(onTerminal: true, refused: services.options.refusesColour)
    StandardStream.error.write(shown.excerpt(of: Self.shownSteps, colour: colour))
    let answer = questioner.ask(question, cancellation: cancellation) ?? ""
    guard !cancellation.isCancelled else { return ScriptOutcome(exitCode: ExitCode.interrupted, hasStopped: true) }
    guard !["y", "yes"].contains(answer.lowercased()) else { return nil }
    let failure = Failure(.policy, "\(TransportError.notSent): the plan was not confirmed")
    return ScriptOutcome(exitCode: failure.kind.exitCode, diagnostics: [failure.diagnostic()], failure: failure)
  }

  /// Names the accounts: `Apply it to coderpad@old? [y/N]`.
  private var question: String {
    var accounts: [String] = []
    for account in shown.steps.map(\.account.description) where !accounts.contains(account) { accounts.append(account) }
    let place = services.surroundings.isSandboxed ? " in the sandbox" : ""
    let verb = kind == .undo ? "Undo it in" : "Apply it to"
    return "\(text.summary)\n\(verb) \(accounts.joined(separator: ", "))\(place)? [y/N]"
  }

  // MARK: Results

  /// Whether another attempt could do more: an object that has changed since stays so.
  var canGoOn: Bool {
    let states = applied.withLock { $0 }.map(\.state.name)
    return !states.contains("drift") || states.contains("failed") || states.count < plan.steps.count
  }

  private func report(_ step: AppliedStep) {
    applied.withLock { $0.append(step) }
    if let diagnostic = step.diagnostic(of: kind) { console.report([diagnostic]) }
    guard !services.options.isDryRun else { return }
    guard console.printer.format == .auto else { return console.printer.show(step.value) }
    if case .done = step.state { console.printer.print(Value(text.line(step.step))) }
  }

  /// Prints a summary: `applied: 2 created, 1 updated; 1 has changed since, 1 failed, 2 left`.
  private func summarize() {
    guard !services.options.isDryRun, console.printer.format == .auto else { return }
    let steps = applied.withLock { $0 }
    let done = steps.filter { if case .done = $0.state { true } else { false } }.map(\.step.change)
    let verbs: [(PlannedWrite.Change, String)] = [
      (.create, "created"), (.update, "updated"), (.delete, "deleted"), (.send, "sent"),
    ]
    let counts = verbs.compactMap { change, verb in Self.count(done.count { $0 == change }, verb) }
    let unsent = plan.steps.count - steps.count + steps.count { $0.state.name == "left" }
    let troubles = [
      Self.count(steps.count { $0.state.name == "drift" }, "changed since"),
      Self.count(steps.count { $0.state.name == "failed" }, "failed"), Self.count(unsent, "left"),
    ].compactMap(\.self)
    let parts = [counts.isEmpty ? "nothing" : counts.joined(separator: ", "), troubles.joined(separator: ", ")]
    console.printer.print(
      Value("\(kind == .undo ? "undone" : "applied"): " + parts.filter { !$0.isEmpty }.joined(separator: "; ")))
  }

  private static func count(_ number: Int, _ what: String) -> String? { number > 0 ? "\(number) \(what)" : nil }
}
