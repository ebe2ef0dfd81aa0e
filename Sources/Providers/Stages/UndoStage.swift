import Query

/// Tells the history of a session what was done, so that it can be undone.
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
