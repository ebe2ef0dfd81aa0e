import HTTP
import JSON
import Providers
import Query
import Threads

/// What the journal is told of each write: that it is meant, that it leaves, and what became of it.
extension RunRecorder {
  /// Tells a write that policy has agreed to, with the object as it was before.
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

  /// Tells that a write leaves, and waits until that is on disk.
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

  /// Tells what became of a write. It is on disk before the next write leaves, and
  /// committed before its row ends.
  ///
  /// - Parameter after: the object as it is now, where the payload does not show it.
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

  /// Tells that a write in doubt was settled.
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
      // A failure ends the run at its next write.
      try? tell(JournalEvent(.settled, content), &recorder)
    }
  }

  /// When a write of a unit was sent, and its object before; nil where nothing tells.
  func sent(_ step: Step, _ unit: WorkUnit) -> (at: Double?, before: Value?) {
    state.withLock { state in
      let live = state.live[unit.key]
      return (live?.sentAt[step.ordinal]?.time(now: clock()), live?.pictures[step.ordinal])
    }
  }

  /// Notes the object that a read of a unit showed.
  func note(_ object: Value, at place: String, _ unit: WorkUnit) {
    state.withLock { $0.live[unit.key]?.seen[place] = (object, clock()) }
  }

  /// The object as a read of the unit showed it, some seconds ago at the most; it counts once, since a write changes it.
  func takeSeen(at place: String, _ unit: WorkUnit) -> Value? {
    state.withLock { state in
      guard let seen = state.live[unit.key]?.seen.removeValue(forKey: place), clock() - seen.at < Self.freshness else {
        return nil
      }
      return seen.object
    }
  }

  /// Watches a write of a run that is not kept: another row may have to tell its object from its own.
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

  /// Whether an object that a probe found was made by another write of the run; waits for those of the same method whose
  /// response is still to come.
  func isTaken(_ id: Value, method: String) -> Bool {
    let others = state.withLock { $0.inFlight.filter { $0.value == method }.map(\.key) }
    while state.withLock({ state in others.contains { state.inFlight[$0] != nil } }) { Self.shortly() }
    return state.withLock { $0.made.contains(id.json()) }
  }

  /// How many other writes, equal to this one, may have been carried out.
  func rivals(of step: Step, _ intent: CallIntent) -> Int {
    let content = RunFold.Step.content(intent.name, intent.arguments)
    return state.withLock { $0.doubted.count { $0.key != step && $0.value == content } }
  }

  /// Waits a moment for another thread.
  private static func shortly() {
    let signal = Latch()
    signal.wait(seconds: 0.01)
  }

  /// The ids of what the run made.
  var made: [Value] { state.withLock { $0.made }.compactMap { try? Value.parse($0) } }

  /// Whether something of a value is a secret, which the journal does not keep.
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
  /// How the journal names it; nil where nothing was sent for it.
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
