import JSON
import Query

/// Keeps another attempt of a unit from repeating its writes: one that was carried out is recalled, one that may have been
/// fails as it did, and nothing is sent.
struct RecallStage: CallStage {
  func perform(_ intent: CallIntent, _ next: (CallIntent) -> CallOutcome) -> CallOutcome {
    guard let step = intent.step, let unit = intent.unit else { return next(intent) }
    var write = AnsweredStep(
      account: intent.account, method: intent.method, target: intent.target, arguments: intent.arguments)
    switch unit.recall(write, at: step) {
    case .answered(let known): return .recalled(known.payload)
    case .inDoubt(let failure): return .inDoubt(failure)
    case .diverged(let known): return .withheld(Self.divergence(intent, known))
    case .none: break
    }
    let outcome = next(intent)
    switch outcome {
    case .answered(let answer):
      write.payload = answer.payload
      unit.remember(write, at: step)
    case .unreadable: unit.remember(write, at: step)
    case .inDoubt(let failure): unit.remember(write, at: step, doubt: failure)
    case .refused, .withheld, .planned, .recalled: break
    }
    return outcome
  }

  private static func divergence(_ intent: CallIntent, _ known: AnsweredStep) -> Failure {
    let call = intent.prepared.call
    let before = ["\(known.account).\(known.method)"] + known.target
    var failure = Failure(
      .script, "the script went another way here: the first attempt called \(before.joined(separator: " "))",
      provider: intent.account.provider, hint: "nothing was sent; check what was done, then run the row again",
      source: call.source, range: call.range)
    failure.endsRow = true
    return failure
  }
}
