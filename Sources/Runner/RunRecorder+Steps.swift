import HTTP
import JSON
import Providers
import Query
import Threads

/// Records each write: the intent, the sending, and the outcome.
extension RunRecorder {
  /// Records a write that policy has allowed, with the object as it was before.
  func intend(_ intent: CallIntent, _ step: Step, _ unit: WorkUnit, before: Value?) throws(Failure) {
    try state.withLock { (state) throws(Failure) in
      try tellStatementTimes(&state)
      let number = try number(of: unit, &state)
      try tellTimes(of: unit.key, &state)
      state.live[unit.key]?.hasWritten = true
      state.live[unit.key]?.methods[step.ordinal] = intent.name
      state.live[unit.key]?.contents[step.ordinal] = RunFold.Step.content(intent.name, intent.arguments)
      state.live[unit.key]?.pictures[step.ordinal] = before
      var content: Object = [
        "unit": Value(number), "step": Value(step.ordinal), "at": Value(clock()),
        "provider": Value(intent.account.provider),
        "profile": intent.account.profile.map { Value($0) } ?? .null, "method": Value(intent.method),
        "class": Value(intent.risk.rawValue), "target": intent.request.context.target.map { Value($0) } ?? .null,
        "path": Value(intent.target.map { Value($0) }), "origin": Value(intent.request.origin.description),
        "arguments": intent.arguments,
      ]
      if let before { content["before"] = before }
      try tell(JournalEvent(.intended, content), &state)
    }
  }

  /// Records that a write is being sent, and waits until that is on disk.
  func depart(_ step: Step, _ unit: WorkUnit) throws(Failure) {
    let isNew = try state.withLock { (state) throws(Failure) -> Bool in
      guard let number = state.live[unit.key]?.number else { return false }
      if let method = state.live[unit.key]?.methods[step.ordinal] { state.inFlight[step] = method }
      let uptime = Uptime.now
      state.live[unit.key]?.sentAt[step.ordinal] = SendTime(at: clock(), uptime: uptime)
      try tell(
        JournalEvent(
          .sent,
          ["unit": Value(number), "step": Value(step.ordinal), "at": Value(clock()), "uptime": uptime.value]), &state)
      return true
    }
    if isNew { try flush() }
  }

  /// Records the outcome of a write. It is on disk before the next write is sent, and committed before the row ends.
  ///
  /// - Parameter after: the current object, if the payload does not show it.
  func end(_ step: Step, _ unit: WorkUnit, _ outcome: CallOutcome, after: Value?) throws(Failure) {
    try state.withLock { (state) throws(Failure) in
      state.inFlight[step] = nil
      guard let number = state.live[unit.key]?.number, let name = outcome.event else { return }
      var content: Object = ["unit": Value(number), "step": Value(step.ordinal), "at": Value(clock())]
      switch outcome {
      case .answered(let answer):
        content["exchange"] = answer.exchange.map { Value($0) } ?? .null
        let payload = answer.payload
        content["payload"] = payload
        if payload.isNull, let after { content["after"] = after }
        if hides(payload) { content["lacks_secrets"] = true }
        state.counts.writes += 1
        if let id = payload["id"] { state.made.insert(id.json()) }
      case .unreadable(let failure):
        content["error"] = failure.object
        content["exchange"] = failure.exchange.map { Value($0) } ?? .null
        state.counts.writes += 1
      case .refused(let failure), .withheld(let failure), .inDoubt(let failure):
        if case .inDoubt = outcome { state.doubted[step] = state.live[unit.key]?.contents[step.ordinal] }
        content["error"] = failure.object
        content["exchange"] = failure.exchange.map { Value($0) } ?? .null
      case .planned, .recalled: return
      }
      try tell(JournalEvent(name, content), &state)
    }
  }

  /// Records that a write in doubt was settled.
  func settle(_ step: Step, _ unit: WorkUnit, as state: StepRecord.State, by: String, payload: Value) {
    self.state.withLock { recorder in
      recorder.doubted[step] = nil
      if let id = payload["id"] { recorder.made.insert(id.json()) }
      guard let number = recorder.live[unit.key]?.number else { return }
      if state == .done { recorder.counts.writes += 1 }
      let content: Object = [
        "unit": Value(number), "step": Value(step.ordinal), "at": Value(clock()), "as": Value(state.rawValue),
        "by": Value(by), "payload": payload,
      ]
      // If this fails, the next write fails as well and ends the run.
      try? tell(JournalEvent(.settled, content), &recorder)
    }
  }

  /// The send time of a write and its object before; nil where unknown.
  func sent(_ step: Step, _ unit: WorkUnit) -> (at: Double?, before: Value?) {
    state.withLock { state in
      let live = state.live[unit.key]
      return (live?.sentAt[step.ordinal]?.time(now: clock()), live?.pictures[step.ordinal])
    }
  }

  /// Remembers the object returned by a read of a unit.
  func note(_ object: Value, at place: String, _ unit: WorkUnit) {
    state.withLock { $0.live[unit.key]?.seen[place] = (object, clock()) }
  }

  /// Returns the object if the unit read it within the last few seconds. It is removed, since the write changes it.
  func takeSeen(at place: String, _ unit: WorkUnit) -> Value? {
    state.withLock { state in
      guard let seen = state.live[unit.key]?.seen.removeValue(forKey: place), clock() - seen.at < Self.freshness else {
        return nil
      }
      return seen.object
    }
  }

  /// Tracks a write of a run without a journal, so that other rows can tell its object from their own.
  func track(_ step: Step, _ intent: CallIntent, _ send: () -> CallOutcome) -> CallOutcome {
    state.withLock { $0.inFlight[step] = intent.name }
    let outcome = send()
    state.withLock { state in
      state.inFlight[step] = nil
      if case .inDoubt = outcome { state.doubted[step] = RunFold.Step.content(intent.name, intent.arguments) }
      if case .answered(let answer) = outcome, let id = answer.payload["id"] { state.made.insert(id.json()) }
    }
    return outcome
  }

  /// Whether another write of the run created the object that a probe found. Waits for pending writes of the same
  /// method.
  func isTaken(_ id: Value, method: String) -> Bool {
    let others = state.withLock { $0.inFlight.filter { $0.value == method }.map(\.key) }
    while state.withLock({ state in others.contains { state.inFlight[$0] != nil } }) { Self.shortly() }
    return state.withLock { $0.made.contains(id.json()) }
  }

  /// The number of other writes with the same content that may have been carried out.
  func rivals(of step: Step, _ intent: CallIntent) -> Int {
    let content = RunFold.Step.content(intent.name, intent.arguments)
    return state.withLock { $0.doubted.count { $0.key != step && $0.value == content } }
  }

  /// Waits briefly for another thread.
  private static func shortly() {
    let signal = Latch()
    signal.wait(seconds: 0.01)
  }

  /// The ids of the objects that the run created.
  var made: [Value] { state.withLock { $0.made }.compactMap { try? Value.parse($0) } }

  /// Whether a value contains a secret, which the journal does not store.
  private func hides(_ value: Value) -> Bool {
    let text = value.json()
    return redact(text) != text
  }
}

extension CallIntent {
  /// `coderpad@old pads.create`
  var name: String { "\(account) \(method)" }
}

extension CallOutcome {
  /// The name of the journal event; nil if nothing was sent.
  fileprivate var event: JournalEvent.Name? {
    switch self {
    case .answered, .unreadable: .done
    case .refused: .refused
    case .withheld: .unsent
    case .inDoubt: .inDoubt
    case .planned, .recalled: nil
    }
  }
}
