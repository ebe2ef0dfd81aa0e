import JSON
public import Query
public import Script
import Threads

extension RunRecorder: UnitObserver {
  /// True while the run is recorded: the journal identifies rows by content.
  public var namesRowsByContent: Bool { isOn }

  /// Starts a unit. Restores its state, or skips it, if it ran before.
  public func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    guard isOn else { return .run }
    unit.reseed(seed(of: unit.key))
    return state.withLock { state in
      if case .broken(let failure) = state.phase { return .refuse(failure) }
      let former = state.memory?.units[unit.key]
      if row == nil { state.statement = unit.key }
      if row != nil, former != nil { state.seen.insert(unit.key) }
      if let row, let former, former.isOver {
        if row.key != nil, row.record != nil, redact(row.value.json()) != former.unit.content.json() {
          state.edited.append(former.unit.shownName)
        }
        return .done(former.result)
      }
      if row == nil, former?.unit.isLeftOut == true { return .skip }
      var live = Live(unit: unit, row: row, startedAt: clock())
      if let former {
        former.restore(unit, isSameScript: state.memory?.isSameScript ?? true)
        (live.number, live.former, live.toldTimes) = (former.number, former.state, former.unit.times.count)
        live.sentAt = former.unit.steps.compactMapValues(\.sendTime)
        live.pictures = former.unit.steps.compactMapValues { $0.record.before.isNull ? nil : $0.record.before }
        live.attempts = former.unit.attempts + 1
      } else {
        unit.remembersTimes()
      }
      state.live[unit.key] = live
      return .run
    }
  }

  /// Counts another attempt of a row.
  public func retry(_ unit: WorkUnit, row: Row, _ failure: Failure, attempt: Int) {
    state.withLock { $0.live[unit.key]?.attempts += 1 }
  }

  /// Records the end of a unit.
  public func finish(_ unit: WorkUnit, _ outcome: UnitOutcome) {
    guard isOn else { return }
    let hasWritten = state.withLock { state -> Bool in
      guard let live = state.live[unit.key] else { return false }
      // If this fails, the next unit or the end of the run reports it.
      try? tellEnd(of: live, outcome, &state)
      state.live[unit.key] = nil
      return live.hasWritten
    }
    if hasWritten { try? flush() }
  }

  /// Notes that all rows of a loop have been read.
  public func exhausted(loop: Int) { state.withLock { _ = $0.exhausted.insert(loop) } }

  /// Records the number of rows of a loop.
  public func counted(loop: Int, rows: Int) {
    guard isOn else { return }
    state.withLock { state in
      // With only some of the rows selected, the total is unknown.
      guard state.start.options["shard"] == nil, state.start.options["only_failed"] == nil else { return }
      guard state.totals.updateValue(rows, forKey: loop) != rows else { return }
      // A loop without rows leaves no trace.
      guard rows > 0 else { return }
      try? tell(JournalEvent(.loop, ["loop": Value(loop + 1), "rows": Value(rows)]), &state)
    }
  }
}

extension RunRecorder {
  private func tellEnd(of live: Live, _ outcome: UnitOutcome, _ state: inout State) throws(Failure) {
    guard let row = live.row else {
      try tellTimes(of: live.unit.key, &state)
      if live.unit.isInDoubt { state.counts.inDoubt += 1 }
      if case .skipped = outcome {
        try tell(JournalEvent(.leftOut, ["unit": Value(try number(of: live.unit, &state))]), &state)
      }
      return
    }
    let end = RowRecord.State(outcome, isInDoubt: live.unit.isInDoubt)
    state.counts.leave(live.former)
    state.counts.enter(end)
    var content = live.number.map { ["unit": Value($0)] } ?? name(of: live.unit, row, &state)
    content["state"] = Value(end.rawValue)
    content["attempts"] = Value(live.attempts)
    if case .stopped = outcome { content["stopped"] = true }
    switch outcome {
    case .failed(let failure): content["error"] = failure.object
    case .skipped(let reason): content["error"] = .reason(reason)
    case .done, .stopped, .interrupted: break
    }
    if let given = live.unit.given { content["given"] = given }
    content["duration_ms"] = Value(((clock() - live.startedAt) * 1000).rounded())
    try tellStatementTimes(&state)
    if end != .done, live.number != nil || !live.unit.times(after: live.toldTimes).isEmpty {
      try tellTimes(of: live.unit.key, &state)
      content["unit"] = state.live[live.unit.key]?.number.map { Value($0) } ?? content["unit"]
    }
    try tell(JournalEvent(.row, content), &state)
  }

  /// The members by which later events identify a unit.
  private func name(of unit: WorkUnit, _ row: Row?, _ state: inout State) -> Object {
    state.lastUnit += 1
    state.live[unit.key]?.number = state.lastUnit
    var content: Object = ["unit": Value(state.lastUnit)]
    for (key, value) in unit.key.members { content[key] = value }
    guard let row else { return content }
    content["row"] = Value(row.index + 1)
    content["key"] = row.key ?? row.contentName
    content["value"] = row.value
    return content
  }

  /// Returns the number of a unit, and records the unit first if necessary.
  func number(of unit: WorkUnit, _ state: inout State) throws(Failure) -> Int {
    // Units for repeats and undos at the prompt are never begun.
    if state.live[unit.key] == nil { state.live[unit.key] = Live(unit: unit, startedAt: clock()) }
    if let number = state.live[unit.key]?.number { return number }
    let content = name(of: unit, state.live[unit.key]?.row, &state)
    try tell(JournalEvent(.unit, content), &state)
    return state.lastUnit
  }

  /// Records the values of `now` in the statement around the rows, since keys of rows may depend on them.
  func tellStatementTimes(_ state: inout State) throws(Failure) {
    if let statement = state.statement { try tellTimes(of: statement, &state) }
  }

  /// Records the values of `now` in a unit since the last time.
  func tellTimes(of key: UnitKey, _ state: inout State) throws(Failure) {
    guard let live = state.live[key] else { return }
    let times = live.unit.times(after: live.toldTimes)
    guard !times.isEmpty else { return }
    state.live[key]?.toldTimes += times.count
    let number = try number(of: live.unit, &state)
    try tell(JournalEvent(.clock, ["unit": Value(number), "times": Value(times.map { Value($0) })]), &state)
  }
}

extension RowRecord.State {
  init(_ outcome: UnitOutcome, isInDoubt: Bool) {
    self =
      switch outcome {
      case .done, .stopped: isInDoubt ? .inDoubt : .done
      case .failed: isInDoubt ? .inDoubt : .failed
      case .skipped: isInDoubt ? .inDoubt : .skipped
      case .interrupted: isInDoubt ? .inDoubt : .interrupted
      }
  }
}

extension Row {
  /// The default key of a row: its canonical JSON.
  var contentName: Value { Value(value.json(Format(sortKeys: true))) }
}

extension RunCounts {
  /// Counts a row that has entered this state.
  mutating func enter(_ state: RowRecord.State) {
    rows += 1
    add(1, state)
  }

  /// Stops counting a row that was in this state, because it runs again.
  mutating func leave(_ state: RowRecord.State?) {
    guard let state else { return }
    rows -= 1
    add(-1, state)
  }

  private mutating func add(_ number: Int, _ state: RowRecord.State) {
    switch state {
    case .done: done += number
    case .failed: failed += number
    case .inDoubt: inDoubt += number
    case .skipped: skipped += number
    case .interrupted: break
    }
  }
}

extension RunRecorder {
  /// The seed for the random numbers of a unit.
  private func seed(of unit: UnitKey) -> UInt64 {
    let numbers: [UInt64]
    switch unit {
    case .statement(let place): numbers = [UInt64(place)]
    case .row(let loop, .index(let index)): numbers = [UInt64(loop), UInt64(index)]
    case .row(let loop, .content(let digest, let occurrence)):
      numbers = [UInt64(loop), digest.prefix, UInt64(occurrence)]
    }
    return SplitMix64.seed(seed, numbers)
  }
}
