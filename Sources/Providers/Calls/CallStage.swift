/// One part of what happens to every call between its arguments and the wire, pages included.
public protocol CallStage: Sendable {
  /// Handles a call; `next` leads it on. A stage that does not call `next` keeps the call from leaving.
  func perform(_ intent: CallIntent, _ next: (CallIntent) -> CallOutcome) -> CallOutcome
}
