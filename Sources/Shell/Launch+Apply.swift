import Diagnostics
import HTTP
import JSON
import Providers
import Query
import Rendering
import Runner
import Script
import Synchronization

/// A plan to apply.
public struct ApplyRequest: Sendable {
  /// The file written by `plan -o`.
  public var path: String
  /// The secret parameters, which the plan does not contain.
  public var arguments: [String]
  /// Whether a plan may be applied again.
  public var again: Bool

  /// Creates a request.
  public init(path: String, arguments: [String] = [], again: Bool = false) {
    self.path = path
    self.arguments = arguments
    self.again = again
  }
}

extension Launch {
  /// Applies a plan, after a confirmation on a terminal. Shows each applied step on standard output.
  public func apply(_ request: ApplyRequest) -> Int32 {
    do throws(Diagnostic) {
      let plan = try Plan(file: try Self.contents(of: request.path), name: request.path)
      if !request.again, let run = run(thatApplied: plan) {
        throw Diagnostic(
          code: "plan", "`\(request.path)` was applied already, by run \(run)",
          hint:
            "`edush runs show \(run)` shows its result, `edush resume \(run)` continues it, --again applies it once more"
        )
      }
      var start = RunStart(
        SourceText(name: request.path, text: plan.file), ScriptRun(), options, surroundings, kind: .apply)
      start.options["plan"] = Value(plan.digest)
      return perform(plan, start, request.arguments)
    } catch {
      return report(error)
    }
  }

  /// The number of the run that applied a plan; nil if the journal contains none.
  private func run(thatApplied plan: Plan) -> Int? {
    let journal = Journal(at: Folders(environment: surroundings.environment).journal)
    return (try? journal.run(thatApplied: plan.digest)) ?? nil
  }

  private static func contents(of path: String) throws(Diagnostic) -> [UInt8] {
    do throws(FileError) {
      return try LocalFile.contents(of: path == "-" ? "/dev/stdin" : path)
    } catch {
      throw Diagnostic(code: "plan", error.description)
    }
  }

  /// Applies the steps of a plan as a run.
  ///
  /// - Parameters:
  ///   - memory: the run to resume; nil for a new one.
  ///   - arguments: the secret parameters.
  ///   - keepsPictures: whether the journal may store the objects before they are written.
  func perform(
    _ plan: Plan, _ start: RunStart, _ arguments: [String], memory: RunMemory? = nil, inDoubt way: Doubts.Way? = nil,
    run: ScriptRun = ScriptRun(), keepsPictures: Bool = true
  ) -> Int32 {
    var options = options
    options.takesPictures = options.takesPictures && keepsPictures
    let hasTerminal = surroundings.hasTerminalInput && surroundings.hasTerminalError
    let asks = hasTerminal && !options.answersYes && !options.isDryRun
    // The single confirmation covers those of all steps.
    if asks { options.answersYes = true }
    return Launch(options: options, surroundings: surroundings).within(.nobody) { session in
      let recording = RunRecording(session, start, run, memory: memory, inDoubt: way)
      let applying = Applying(session, plan, arguments, kind: start.kind, recording, asks: asks)
      return recording.end(session.supervised(applying.run))
    }
  }
}

/// One `apply`, from the policy check to the summary.
private final class Applying: Sendable {
  private let session: ShellSession
  private let plan: Plan
  private let text: PlanText
  private let arguments: [String]
  private let kind: RunRecord.Kind
  private let recording: RunRecording
  private let asks: Bool
  private let applied = Mutex<[AppliedStep]>([])

  private var services: Services { session.services }
  private var console: Console { session.console }

  init(
    _ session: ShellSession, _ plan: Plan, _ arguments: [String], kind: RunRecord.Kind, _ recording: RunRecording,
    asks: Bool
  ) {
    self.kind = kind
    self.recording = recording
    self.session = session
    self.plan = plan
    self.arguments = arguments
    self.asks = asks
    text = PlanText(plan)
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
    for step in plan.steps where step.change != .unchanged {
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

  /// Asks for confirmation. Returns an outcome if the user declines.
  private func ask() -> ScriptOutcome? {
    guard asks, let questioner = session.questioner else {
      console.notify(text.summary)
      return nil
    }
    let cancellation = services.cancellation.value
    let answer =
      questioner.ask("\(text.summary)\n\(kind == .undo ? "Undo" : "Apply") it? [y/N]", cancellation: cancellation) ?? ""
    guard !cancellation.isCancelled else { return ScriptOutcome(exitCode: ExitCode.interrupted, hasStopped: true) }
    guard !["y", "yes"].contains(answer.lowercased()) else { return nil }
    let failure = Failure(.policy, "\(TransportError.notSent): the plan was not confirmed")
    return ScriptOutcome(exitCode: failure.kind.exitCode, diagnostics: [failure.diagnostic()], failure: failure)
  }

  // MARK: Results

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
