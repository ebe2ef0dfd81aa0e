public import Query

/// Determines the outcome of a write that may have been carried out.
public protocol DoubtSettler: Sendable {
  /// Determines whether the known write was carried out.
  ///
  /// - Parameters:
  ///   - intent: the write that another attempt is about to send.
  ///   - known: the write whose response was lost.
  func settle(_ intent: CallIntent, _ step: Step, _ known: AnsweredStep) -> Settlement
}
