import HTTP
import Query

/// Checks every call against policy and adds the permit without which its request is not sent.
struct PolicyStage: CallStage {
  let gate: PolicyGate
  /// Called for every call that policy allows.
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
