import HTTP
import JSON
public import Providers
import Query

/// Puts every write into the journal: before it, as it leaves, and after. The innermost stage, behind policy.
public struct JournalStage: CallStage {
  let recorder: CurrentRecorder
  /// Whether the object of a write is read before it.
  let takesPictures: Bool

  public init(_ recorder: CurrentRecorder, takesPictures: Bool) {
    self.recorder = recorder
    self.takesPictures = takesPictures
  }

  public func perform(_ intent: CallIntent, _ next: (CallIntent) -> CallOutcome) -> CallOutcome {
    guard let recorder = recorder.value, let unit = intent.unit else { return next(intent) }
    guard recorder.isOn else {
      return intent.step.map { recorder.track($0, intent) { next(intent) } } ?? next(intent)
    }
    guard let step = intent.step else {
      let outcome = next(intent)
      if takesPictures, case .answered(let answer) = outcome, answer.payload.object != nil {
        recorder.note(answer.payload, at: Self.place(intent), unit)
      }
      return outcome
    }
    let before =
      takesPictures && intent.hasObject ? recorder.takeSeen(at: Self.place(intent), unit) ?? intent.object() : nil
    var intent = intent
    do throws(Failure) {
      try recorder.refuseRepetition(intent, unit)
      try recorder.intend(intent, step, unit, before: before)
    } catch {
      return .withheld(error)
    }
    intent.request.plan.departs = { () throws(TransportError) in
      do throws(Failure) {
        try recorder.depart(step, unit)
      } catch {
        throw TransportError(.storage, sent: .no, error.message, hint: error.hint)
      }
    }
    var outcome = next(intent)
    do throws(Failure) {
      try recorder.end(step, unit, outcome, after: before.flatMap(intent.changed))
    } catch {
      // What could not be kept is told at least.
      if case .answered = outcome { outcome = .unreadable(Self.unkept(error)) }
    }
    return outcome
  }

  /// Where the object of a call is.
  private static func place(_ intent: CallIntent) -> String {
    "\(intent.account) \(intent.request.path.joined(separator: "/"))"
  }

  private static func unkept(_ failure: Failure) -> Failure {
    var failure = failure
    failure.effect = .done
    failure.notes.append("the call was carried out, and the journal does not know")
    return failure
  }
}
