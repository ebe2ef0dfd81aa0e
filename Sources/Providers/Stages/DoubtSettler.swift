public import Query

/// Finds out what became of a write that may have been carried out.
public protocol DoubtSettler: Sendable {
  /// - Parameters:
  ///   - intent: the write as another attempt is about to send it.
  ///   - known: the write whose response never came.
  func settle(_ intent: CallIntent, _ step: Step, _ known: AnsweredStep) -> Settlement
}
