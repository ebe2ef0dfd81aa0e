import HTTP
import Query

/// Asks policy about every call, and gives its request the permit without which it does not leave.
struct PolicyStage: CallStage {
  let gate: PolicyGate
  /// Hears of every call that may leave.
  var admitted: @Sendable (CallIntent) -> Void = { _ in }

  func perform(_ intent: CallIntent, _ next: (CallIntent) -> CallOutcome) -> CallOutcome {
    var intent = intent
    do throws(TransportError) {
      intent.request.plan.permit = try gate.admit(intent.request)
    } catch {
      return .withheld(Failure(error, of: intent.request.context))
    }
    admitted(intent)
    return next(intent)
  }
}
