public import JSON
import Providers
public import Query
public import Script

/// Sends the steps of a plan, each after a look at whether its object is still as it was.
public struct Apply: Sendable {
  /// What it reaches of the world.
  public struct Surroundings: Sendable {
    /// The call that shows the object of a write; nil where none does.
    public var reading: @Sendable (Call) -> Call?
    /// Replaces what plans do not store.
    public var redact: @Sendable (Value) -> Value
    /// The values of secret parameters by name.
    public var secrets: [String: String]
    /// What the plan is of, an apply or an undo.
    public var kind = RunRecord.Kind.apply
    public var isCancelled: @Sendable () -> Bool
    /// Hears of each step, in their order.
    public var report: @Sendable (AppliedStep) -> Void

    public init(
      reading: @escaping @Sendable (Call) -> Call?, redact: @escaping @Sendable (Value) -> Value,
      secrets: [String: String] = [:], isCancelled: @escaping @Sendable () -> Bool = { false },
      report: @escaping @Sendable (AppliedStep) -> Void
    ) {
      self.reading = reading
      self.redact = redact
      self.secrets = secrets
      self.isCancelled = isCancelled
      self.report = report
    }
  }

  /// Sends the steps in their order. A row that drifted or failed is left, and the others go on: 7. A statement outside of
  /// rows that failed ends it, as it ends a script, and so does what no row can help: a policy, a credential, an
  /// interruption.
  ///
  /// - Parameters:
  ///   - caller: carries out the calls.
  ///   - observers: watch its rows and statements, as they watch those of a script.
  public static func run(
    _ plan: Plan, caller: any Caller, observers: [any UnitObserver] = [], in surroundings: Surroundings
  ) -> ScriptOutcome {
    var run = ApplyRun(plan, caller, observers, surroundings)
    return run.run()
  }
}
