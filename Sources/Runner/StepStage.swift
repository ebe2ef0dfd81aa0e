import JSON
public import Providers
import Query
public import Script

/// Shows every write to the user before it is sent, and asks what to do. After policy, so that forbidden writes are not
/// shown.
public struct StepStage: CallStage {
  /// Asks about a write, given its plan line: `~ coderpad.pads.update AFQ2K9A3  title: "a" → "b"`.
  private let ask: @Sendable (_ write: String) -> DebuggerMove
  /// Whether the user wants to be asked now.
  private let isWanted: @Sendable () -> Bool

  /// Creates a stage that asks before writes.
  public init(
    isWanted: @escaping @Sendable () -> Bool, ask: @escaping @Sendable (_ write: String) -> DebuggerMove
  ) {
    self.isWanted = isWanted
    self.ask = ask
  }

  /// Asks about a write before passing it on. Other calls are passed on unchanged.
  public func perform(_ intent: CallIntent, _ next: (CallIntent) -> CallOutcome) -> CallOutcome {
    guard intent.step != nil, isWanted() else { return next(intent) }
    switch ask(Self.line(intent)) {
    case .goOn, .retry: return next(intent)
    case .skip:
      var failure = Failure(.script, "skipped: \(intent.account).\(intent.method)")
      failure.isSkip = true
      return .withheld(failure)
    case .abort: return .withheld(Failure(.script, "ended at a stop", isInterruption: true))
    }
  }

  static func line(_ intent: CallIntent) -> String {
    guard let write = CallPlanner.write(of: intent) else { return "\(intent.account).\(intent.method)" }
    return PlanText.line(PlannedStep(write))
  }
}

extension PlannedStep {
  fileprivate init(_ write: PlannedWrite) {
    self.init(
      step: 1, row: nil, key: .null, account: write.account, method: write.method, risk: write.risk,
      change: write.change, target: write.target, label: write.label, arguments: write.arguments,
      before: write.before, fields: write.fields)
  }
}
