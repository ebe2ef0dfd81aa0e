public import JSON
import Providers
public import Query
public import Script

/// Applies a plan. Before each step it checks whether the object has changed since the plan was made.
public struct Apply: Sendable {
  /// The environment of an apply.
  public struct Surroundings: Sendable {
    /// Returns the call that reads the object of a write; nil if there is none.
    public var reading: @Sendable (Call) -> Call?
    /// Replaces values that plans do not store.
    public var redact: @Sendable (Value) -> Value
    /// The values of secret parameters, by name.
    public var secrets: [String: String]
    /// Whether the plan is an apply or an undo.
    public var kind = RunRecord.Kind.apply
    /// Whether the user has interrupted the apply.
    public var isCancelled: @Sendable () -> Bool
    /// Called with the outcome of each step, in order.
    public var report: @Sendable (AppliedStep) -> Void

    /// Creates the environment of an apply.
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

  /// Sends the steps in order. If a row drifts or fails, the rest of it is skipped and the other rows continue (exit
  /// code 7). A failed statement outside of rows ends the apply, as it ends a script; so do failures that affect every
  /// row: policy, credentials, interruption.
  ///
  /// - Parameters:
  ///   - caller: performs the calls.
  ///   - observers: watch the rows and statements, as they do for a script.
  public static func run(
    _ plan: Plan, caller: any Caller, observers: [any UnitObserver] = [], in surroundings: Surroundings
  ) -> ScriptOutcome {
    var run = ApplyRun(plan, caller, observers, surroundings)
    return run.run()
  }
}
