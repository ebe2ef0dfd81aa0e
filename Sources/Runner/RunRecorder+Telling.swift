import JSON
public import Query
import Threads

// Recording events in the journal, or in memory.
extension RunRecorder {
  /// Records an event. It is on disk after 0.1 seconds or after `flush`.
  func tell(_ event: JournalEvent, _ state: inout State) throws(Failure) {
    try open(&state)
    if !state.appended.isEmpty { try tellAppended(&state) }
    if event.name.isProgress { state.hasProgressed = true }
    try append(event, &state)
  }

  /// Claims the resumed run before anything is sent. Throws if another process is working on it.
  public func claim() throws(Failure) {
    try state.withLock { (state) throws(Failure) in
      if state.memory != nil { try open(&state) }
    }
  }

  /// Waits until all events are committed. Called without the lock, so that other threads can add events to the commit.
  func flush() throws(Failure) {
    let writer = try state.withLock { (state) throws(Failure) -> JournalWriter? in
      switch state.phase {
      case .written(let writer): return writer
      case .broken(let failure): throw failure
      case .armed, .remembered, .over: return nil
      }
    }
    do throws(JournalError) {
      try writer?.flush()
    } catch {
      throw state.withLock { broken(error, &$0) }
    }
  }

  private func append(_ event: JournalEvent, end: RunEnd? = nil, _ state: inout State) throws(Failure) {
    switch state.phase {
    case .written(let writer):
      do throws(JournalError) {
        try writer.append(event, state.counts, end: end)
      } catch {
        throw broken(error, &state)
      }
    case .remembered(var fold):
      state.phase = .over
      fold.add(event)
      state.phase = .remembered(fold)
    case .broken(let failure): throw failure
    case .armed, .over: break
    }
  }

  /// Opens the journal or the memory before the first event.
  private func open(_ state: inout State) throws(Failure) {
    guard case .armed = state.phase else { return }
    switch keeping {
    case .nothing: return
    case .memory:
      var fold = RunFold()
      fold.add(state.start.event)
      state.phase = .remembered(fold)
    case .journal(let journal):
      do throws(JournalError) {
        let writer = try writer(journal, &state)
        (state.phase, state.number) = (.written(writer), writer.run)
      } catch {
        throw broken(error, &state)
      }
    }
  }

  private func writer(_ journal: Journal, _ state: inout State) throws(JournalError) -> JournalWriter {
    if let memory = state.memory {
      return try journal.goOn(memory, memory.resumed(at: clock()), redact: redact)
    }
    return try journal.begin(state.start, redact: redact)
  }

  private func broken(_ error: JournalError, _ state: inout State) -> Failure {
    let failure = error.failure(before: !hasSent())
    state.phase = .broken(failure)
    return failure
  }

  /// Ends the run and closes the journal. Returns a failure if the run could not be recorded to its end. A resumed run
  /// that fails before any unit did anything keeps the state it had.
  ///
  /// - Parameter requests: the number of requests that this process sent.
  public func end(exitCode: Int32, requests: Int) -> Failure? {
    do throws(Failure) {
      let hasBegun = try state.withLock { (state) throws(Failure) -> Bool in
        if case .armed = state.phase { return false }
        var code: Int? = Int(exitCode)
        if exitCode != 0, !state.hasProgressed, let memory = state.memory { code = memory.exitCode }
        guard let code else { return true }
        let end = RunEnd(exitCode: code, at: clock())
        let event = JournalEvent(
          .ended, ["at": Value(end.at), "exit_code": Value(end.exitCode), "requests": Value(requests)])
        try append(event, end: end, &state)
        return true
      }
      guard hasBegun else { return nil }
      try flush()
    } catch {
      return error
    }
    state.withLock { state in
      guard case .written(let writer) = state.phase else { return }
      writer.close()
      // SQLite cleans up when the last connection closes.
      state.phase = .over
    }
    return nil
  }
}
