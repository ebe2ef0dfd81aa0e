import HTTP
import JSON
import Query

/// Prevents another attempt of a unit from repeating its writes. A write that was carried out returns its earlier
/// output; one that may have been carried out fails as before.
struct RecallStage: CallStage {
  /// Settles writes in doubt; nil leaves them in doubt.
  var settler: (any DoubtSettler)?
  let redactor: Redactor

  func perform(_ intent: CallIntent, _ next: (CallIntent) -> CallOutcome) -> CallOutcome {
    guard let step = intent.step, let unit = intent.unit else { return next(intent) }
    var write = AnsweredStep(
      account: intent.account, method: intent.method, target: intent.target, arguments: intent.arguments)
    if unit.isRestored {
      // Arguments recorded by an earlier process have their secrets redacted.
      write.arguments = redacted(write.arguments)
      if let failure = Self.lostSecret(intent) { return .withheld(failure) }
    }
    switch unit.recall(write, at: step) {
    case .answered(let known): return .recalled(known.lacksSecrets ? intent.whole(known.payload) : known.payload)
    case .inDoubt(let known, let failure):
      switch settler?.settle(intent, step, known) ?? .unclear("") {
      case .done(let payload):
        write.payload = payload
        unit.remember(write, at: Step(unit: step.unit, ordinal: known.ordinal ?? step.ordinal))
        return .recalled(payload)
      case .notDone: unit.forget(known, at: step)
      case .unclear(let reason): return .inDoubt(Self.noting(reason, failure))
      }
    case .diverged(let known): return .withheld(Self.divergence(intent, known))
    case .none: break
    }
    var intent = intent
    let place = unit.freeStep(step)
    intent.step = place
    write.sentAt = WallClock.system.now()
    let outcome = next(intent)
    switch outcome {
    case .answered(let answer):
      write.payload = answer.payload
      unit.remember(write, at: place)
    case .unreadable: unit.remember(write, at: place)
    case .inDoubt(let failure):
      unit.remember(write, at: place, doubt: failure, canBeProbed: settler != nil && intent.canBeProbed)
    case .refused, .withheld, .planned, .recalled: break
    }
    return outcome
  }

  private func redacted(_ value: Value) -> Value {
    let text = value.json()
    let hidden = redactor.redact(text)
    return hidden == text ? value : (try? Value.parse(hidden)) ?? value
  }

  private static func noting(_ reason: String, _ failure: Failure) -> Failure {
    guard !reason.isEmpty else { return failure }
    var failure = failure
    failure.notes.append(reason)
    return failure
  }

  /// A failure if an argument contains a redacted secret of a recalled payload, which cannot be sent.
  private static func lostSecret(_ intent: CallIntent) -> Failure? {
    guard intent.arguments.json().contains(Redactor.mark) else { return nil }
    var failure = Failure(
      .script, "this needs a secret part of an earlier response, which the journal does not keep",
      provider: intent.account.provider, hint: "read it again in the row, or run the row anew with `--only-failed`",
      source: intent.prepared.call.source, range: intent.prepared.call.range)
    failure.endsRow = true
    return failure
  }

  private static func divergence(_ intent: CallIntent, _ known: AnsweredStep) -> Failure {
    let call = intent.prepared.call
    let before = ["\(known.account).\(known.method)"] + known.target
    var failure = Failure(
      .script, "the script went another way here: the first attempt called \(before.joined(separator: " "))",
      provider: intent.account.provider, hint: "nothing was sent; check what was done, then run the row again",
      source: call.source, range: call.range)
    failure.endsRow = true
    return failure
  }
}
