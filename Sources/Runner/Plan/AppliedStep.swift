public import Diagnostics
public import JSON
import Providers
public import Query
import Script

/// A step and what became of it.
public struct AppliedStep: Sendable {
  public enum State: Sendable {
    /// It was sent, and returned this.
    case done(Value)
    /// It would have changed nothing, so it was not sent.
    case unchanged
    /// Its object has changed since, so it was not sent.
    case drift(Drift)
    case failed(Failure)
    /// An earlier step of its row was not carried out, so it was not sent.
    case left
    /// Its row was done before.
    case skipped
  }

  /// With what earlier steps returned in place of placeholders.
  public var step: PlannedStep
  public var state: State
}

extension AppliedStep {
  /// `{step, row, key, provider, profile, method, change, target, state, after, error, differences}`
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
  /// What is to be told of it; nil where nothing went wrong.
  ///
  /// - Parameter kind: what the plan is of, an apply or an undo.
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
  /// - Parameter moment: since when it has changed.
  func failure(_ step: PlannedStep, since moment: String = "the plan was made") -> Failure {
    var failure = Failure(
      .script, "\(step.name)\(step.target.map { " \($0)" } ?? "") has changed since \(moment)",
      provider: step.account.provider)
    failure.notes = differences.map(\.text)
    return failure
  }
}

extension Drift.Difference {
  var value: Value { ["path": Value(path), "before": before, "now": now] }

  /// `title: "a" → "b"`
  public var text: String { path.isEmpty ? "it is gone" : "\(path): \(before.json()) → \(now.json())" }
}
