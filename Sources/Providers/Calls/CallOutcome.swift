import HTTP
public import JSON
public import Query

/// What became of a call.
public enum CallOutcome: Sendable {
  case answered(CallAnswer)
  /// The provider said no, or a read failed: nothing was done.
  case refused(Failure)
  /// It never left.
  case withheld(Failure)
  /// It left, and may have been carried out.
  case inDoubt(Failure)
  /// It was carried out, but its response cannot be used.
  case unreadable(Failure)
  /// Nothing was sent: what a plan expects it to output.
  case planned(Value)
  /// Nothing was sent: it was carried out before, and output this.
  case recalled(Value)
}

extension CallOutcome {
  /// A failure by what the call may have done.
  init(_ failure: Failure, wasSent: Bool) {
    switch failure.effect {
    case .none: self = wasSent ? .refused(failure) : .withheld(failure)
    case .maybe: self = .inDoubt(failure)
    case .done: self = .unreadable(failure)
    }
  }

  /// What the call outputs; throws where it failed.
  func answer() throws(Failure) -> CallAnswer {
    switch self {
    case .answered(let answer): return answer
    case .planned(let value), .recalled(let value): return CallAnswer(payload: value)
    case .refused(let failure), .withheld(let failure), .inDoubt(let failure), .unreadable(let failure): throw failure
    }
  }
}
