import Query

/// Records calls in the session's history, so that they can be undone.
struct UndoStage: CallStage {
  let history: UndoHistory

  func perform(_ intent: CallIntent, _ next: (CallIntent) -> CallOutcome) -> CallOutcome {
    let outcome = next(intent)
    if case .answered(let answer) = outcome {
      history.insert(intent.prepared, answer.payload, exchange: answer.exchange)
    }
    return outcome
  }
}
