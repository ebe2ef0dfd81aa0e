import JSON
public import Query
import Threads

// Telling the journal, or the memory.
extension RunRecorder {
  /// Tells an event, which is on disk after a tenth of a second, or after `flush`.
  func tell(_ event: JournalEvent, _ state: inout State) throws(Failure) {
    try open(&state)
    if !state.appended.isEmpty { try tellAppended(&state) }
    try append(event, &state)
  }

  /// Takes over the run that is taken up, before anything is sent for it; throws where another process is at it.
  public func claim() throws(Failure) {
    try state.withLock { (state) throws(Failure) in
      if state.memory != nil { try open(&state) }
    }
  }

  /// Waits until all that was told is committed. Not under the lock: others may tell more meanwhile, and share the commit.
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

  /// Opens the journal, or the memory, before the first event.
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

  /// Ends the run and closes the journal. Returns why it could not be kept to its end; nil where it was.
  ///
  /// - Parameter requests: how many requests this process sent for it.
  public func end(exitCode: Int32, requests: Int) -> Failure? {
    let end = RunEnd(exitCode: Int(exitCode), at: clock())
    let event = JournalEvent(
      .ended, ["at": Value(end.at), "exit_code": Value(end.exitCode), "requests": Value(requests)])
    do throws(Failure) {
      let hasBegun = try state.withLock { (state) throws(Failure) -> Bool in
        if case .armed = state.phase, state.memory == nil { return false }
        try open(&state)
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
      // The last one to leave the database tidies it up.
      state.phase = .over
    }
    return nil
  }
}
