import HTTP
import Query

/// Records writes in the session's history, so that they can be undone.
struct UndoStage: CallStage {
  let history: UndoHistory
  /// Unix seconds.
  let clock: @Sendable () -> Double

  func perform(_ intent: CallIntent, _ next: (CallIntent) -> CallOutcome) -> CallOutcome {
    let sentAt = clock()
    let outcome = next(intent)
    switch outcome {
    case .answered(let answer): history.insert(intent, answer.payload, exchange: answer.exchange, sentAt: sentAt)
    case .unreadable(let failure): history.insert(intent, nil, exchange: failure.exchange, sentAt: sentAt)
    case .inDoubt(let failure): history.insert(inDoubt: intent, exchange: failure.exchange, sentAt: sentAt)
    case .refused, .withheld, .planned, .recalled: break
    }
    return outcome
  }
}
