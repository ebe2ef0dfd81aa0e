import HTTP
public import JSON
public import Query

/// The outcome of a call.
public enum CallOutcome: Sendable {
  case answered(CallAnswer)
  /// The provider rejected the call, or a read failed. Nothing was changed.
  case refused(Failure)
  /// The call was not sent.
  case withheld(Failure)
  /// The call was sent and may have been carried out.
  case inDoubt(Failure)
  /// The call was carried out, but its response is unusable.
  case unreadable(Failure)
  /// Nothing was sent; the value is the output that a plan expects.
  case planned(Value)
  /// Nothing was sent: the call was carried out before; the value is its output.
  case recalled(Value)
}

extension CallOutcome {
  /// Classifies a failure by the effect that the call may have had.
  init(_ failure: Failure, wasSent: Bool) {
    switch failure.effect {
    case .none: self = wasSent ? .refused(failure) : .withheld(failure)
    case .maybe: self = .inDoubt(failure)
    case .done: self = .unreadable(failure)
    }
  }

  /// The output of the call. Throws if the call failed.
  func answer() throws(Failure) -> CallAnswer {
    switch self {
    case .answered(let answer): return answer
    case .planned(let value), .recalled(let value): return CallAnswer(payload: value)
    case .refused(let failure), .withheld(let failure), .inDoubt(let failure), .unreadable(let failure): throw failure
    }
  }
}
