public import Diagnostics
public import JSON
import Providers
public import Query
import Script

/// A step of a plan and its outcome.
public struct AppliedStep: Sendable {
  /// The outcome of a step.
  public enum State: Sendable {
    /// The step was sent; the value is the payload.
    case done(Value)
    /// The step would have changed nothing, since the object already is as planned, and was not sent.
    case unchanged
    /// The object has changed since the plan was made; the step was not sent.
    case drift(Drift)
    /// The step failed.
    case failed(Failure)
    /// An earlier step of its row was not carried out; the step was not sent.
    case left
    /// The row was already done.
    case skipped
  }

  /// The step, with placeholders replaced by the output of earlier steps.
  public var step: PlannedStep
  /// The outcome.
  public var state: State
}

extension AppliedStep {
  /// The step as JSON: `{step, row, key, provider, profile, method, change, target, state, after, error, differences}`.
  public var value: Value {
    let (after, error, differences): (Value, Value, [Value]) =
      switch state {
      case .done(let payload): (payload, .null, [])
      case .drift(let drift): (.null, .null, drift.differences.map(\.value))
      case .failed(let failure): (.null, failure.object, [])
      case .unchanged, .left, .skipped: (.null, .null, [])
      }
    return [
      "step": Value(step.step), "row": step.row.map { Value($0) } ?? .null, "key": step.key,
      "provider": Value(step.account.provider), "profile": step.account.profile.map { Value($0) } ?? .null,
      "method": Value(step.method), "change": Value(step.change.rawValue),
      "target": step.target.map { Value($0) } ?? .null, "state": Value(state.name), "after": after, "error": error,
      "differences": Value(differences),
    ]
  }
}

extension AppliedStep.State {
  /// The name of the outcome in output.
  public var name: String {
    switch self {
    case .done: "done"
    case .unchanged: "unchanged"
    case .drift: "drift"
    case .failed: "failed"
    case .left: "left"
    case .skipped: "skipped"
    }
  }
}

extension AppliedStep {
  /// The diagnostic to report for this step; nil if nothing went wrong.
  ///
  /// - Parameter kind: whether the plan is an apply or an undo.
  public func diagnostic(of kind: RunRecord.Kind) -> Diagnostic? {
    switch state {
    case .done, .unchanged, .left, .skipped: return nil
    case .drift(let drift):
      let isUndo = kind == .undo
      return Diagnostic(
        code: "drift", drift.failure(step, since: isUndo ? "the run wrote it" : "the plan was made").message,
        hint: isUndo
          ? "it was not changed; --force writes it anyway" : "it was not sent; make a new plan for the rest",
        notes: notes + drift.differences.map(\.text))
    case .failed(let failure): return failure.isInterruption ? nil : failure.diagnostic(notes: notes)
    }
  }

  private var notes: [String] {
    guard let row = step.row else { return [] }
    let key = step.key.json()
    return ["in row \(row): \(key.count > 200 ? key.prefix(199) + "…" : key)"]
  }
}

extension Drift {
  /// - Parameter moment: the point in time that the object is compared with.
  public func failure(_ step: PlannedStep, since moment: String = "the plan was made") -> Failure {
    var failure = Failure(
      .script, "\(step.name)\(step.target.map { " \($0)" } ?? "") has changed since \(moment)",
      provider: step.account.provider)
    failure.notes = differences.map(\.text)
    return failure
  }
}

extension Drift.Difference {
  var value: Value { ["path": Value(path), "before": before, "now": now] }

  /// The difference in one line: `title: "a" → "b"`.
  public var text: String { path.isEmpty ? "it is gone" : "\(path): \(before.json()) → \(now.json())" }
}
