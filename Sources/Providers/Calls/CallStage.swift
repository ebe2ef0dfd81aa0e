/// A stage that every call passes through after argument binding and before sending, for each page.
public protocol CallStage: Sendable {
  /// Handles a call. `next` passes it on to the next stage; without calling `next`, nothing is sent.
  func perform(_ intent: CallIntent, _ next: (CallIntent) -> CallOutcome) -> CallOutcome
}
