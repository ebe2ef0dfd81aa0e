import HTTP
import JSON
public import Providers
import Query

/// Records every write in the journal: before it, when it is sent, and afterwards. The innermost stage, after policy.
public struct JournalStage: CallStage {
  let recorder: CurrentRecorder
  /// Whether the object is read before it is written.
  let takesPictures: Bool

  /// Creates a stage that records the writes of the current run.
  public init(_ recorder: CurrentRecorder, takesPictures: Bool) {
    self.recorder = recorder
    self.takesPictures = takesPictures
  }

  /// Performs the call and records it if it is a write.
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
    intent.picture.value = before
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
      // The write has been carried out, so the failure must at least be reported.
      if case .answered = outcome { outcome = .unreadable(Self.unkept(error)) }
    }
    return outcome
  }

  /// The key under which the object of a call is remembered.
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
