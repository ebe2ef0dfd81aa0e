import Calendar
public import Diagnostics
public import HTTP
public import JSON
import Providers
import Query
public import Script

/// Runs a script without sending its writes, and builds the plan.
public struct PlanRun: Sendable {
  /// The outcome and the plan.
  public struct Result: Sendable {
    /// How the script ended.
    public var outcome: ScriptOutcome
    /// nil if the script did not run to its end, so that the plan is incomplete.
    public var plan: Plan?
    /// A diagnostic for each row excluded from the plan.
    public var left: [Diagnostic] = []
  }

  /// Receives all writes and observes the units of the environment.
  public var recorder: PlanRecorder
  /// Replaces secrets, which must not be stored.
  public var redact: @Sendable (Value) -> Value
  /// Returns the rate limit of a provider.
  public var rateLimit: @Sendable (String) -> RateLimit?
  /// Unix seconds.
  public var now: Double

  /// Creates a plan run.
  public init(
    _ recorder: PlanRecorder, now: Double, redact: @escaping @Sendable (Value) -> Value,
    rateLimit: @escaping @Sendable (String) -> RateLimit?
  ) {
    self.recorder = recorder
    self.now = now
    self.redact = redact
    self.rateLimit = rateLimit
  }

  /// Runs the script with its arguments, in an environment that plans writes instead of sending them.
  public func run(_ script: Script, arguments: [String], in environment: any RunEnvironment) -> Result {
    let interpreter = Interpreter(environment)
    let outcome = interpreter.run(script, arguments: arguments)
    guard outcome.isWhole else { return Result(outcome: outcome) }
    return result(outcome, script, interpreter.parameters)
  }

  private func result(_ outcome: ScriptOutcome, _ script: Script, _ parameters: Object) -> Result {
    let names = Set(script.parameters.filter { $0.kind == .secret }.map(\.name.text))
    let secrets = parameters.filter { key, _ in names.contains(key.string) }
    let references = SecretReferences(secrets.map { ($0.key.string, $0.value.string ?? "") })
    let draft = PlanDraft(secrets: references, redact: redact)
    let (steps, left) = draft.steps(recorder.writes)
    var outcome = outcome
    if !left.isEmpty, outcome.exitCode == 0 { outcome.exitCode = ExitCode.rowsFailed }
    let plan = Plan(
      scriptName: script.source.name, scriptDigest: Digest(text: script.source.text).hexadecimal,
      parameters: stored(parameters, names, references), createdAt: ISOTime.text(now),
      requests: Plan.requests(of: steps),
      estimate: estimate(Plan.requests(of: steps)), steps: steps)
    return Result(outcome: outcome, plan: plan, left: left)
  }

  private func stored(_ parameters: Object, _ secret: Set<String>, _ references: SecretReferences) -> Object {
    Object(
      parameters.map { key, value in
        let isSecret = secret.contains(key.string)
        let reference = Placeholder.Reference.parameter(key.string).text
        return (key, isSecret ? Value(reference) : redact(references.hiding(value)))
      })
  }

  /// The rate limits of different providers apply concurrently.
  private func estimate(_ requests: [(provider: String, count: Int)]) -> Double {
    requests.map { provider, count in
      guard let limit = rateLimit(provider), limit.count > 0 else { return 0 }
      return Double((count - 1) / limit.count) * limit.seconds
    }.max() ?? 0
  }
}

extension ScriptOutcome {
  /// Whether the script ran to its end, apart from failed rows.
  fileprivate var isWhole: Bool {
    guard exitCode != ExitCode.interrupted else { return false }
    return failure == nil && !diagnostics.contains { $0.severity == .error } || exitCode == ExitCode.rowsFailed
  }
}
