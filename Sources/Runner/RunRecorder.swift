import JSON
public import Query
import Script
import Threads

/// Records a run from its first write or row on. Safe to use from several threads.
public final class RunRecorder: Sendable {
  /// Where the events of a run are kept.
  public enum Keeping: Sendable {
    /// In the journal.
    case journal(Journal)
    /// In memory, for a report at the end.
    case memory
    case nothing
  }

  enum Phase {
    /// Nothing has been recorded yet.
    case armed
    case written(JournalWriter)
    case remembered(RunFold)
    case broken(Failure)
    case over
  }

  /// A unit that is running.
  struct Live {
    let unit: WorkUnit
    var row: Row?
    /// The number that later events use for it; nil until it has one.
    var number: Int?
    var startedAt: Double
    var attempts = 1
    /// The number of `now` values already recorded.
    var toldTimes = 0
    var hasWritten = false
    /// The account and method of each step.
    var methods: [Int: String] = [:]
    /// The digest of each step's method and arguments; equal writes have equal digests.
    var contents: [Int: Digest] = [:]
    var sentAt: [Int: SendTime] = [:]
    /// The objects of its steps, as they were before.
    var pictures: [Int: Value] = [:]
    /// The objects returned by its reads, by path, with the time.
    var seen: [String: (object: Value, at: Double)] = [:]
    var former: RowRecord.State?
  }

  struct State {
    var start: RunStart
    var phase = Phase.armed
    /// The number of the run; nil until it is in the journal.
    var number: Int?
    var live: [UnitKey: Live] = [:]
    /// The current statement outside of rows.
    var statement: UnitKey?
    var lastUnit = 0
    var counts = RunCounts()
    /// What the resumed run did before.
    var memory: RunMemory?
    /// The ids of the objects that the run created.
    var made: Set<String> = []
    /// Writes that were sent and have no response yet, with their methods.
    var inFlight: [Step: String] = [:]
    /// Writes that may have been carried out, with digests of their content.
    var doubted: [Step: Digest] = [:]
    /// The content that rows sent to people, with the row.
    var outward: [Digest: (unit: UnitKey, row: Row)] = [:]
    /// The number of rows of each loop whose source is exhausted.
    var totals: [Int: Int] = [:]
    /// The loops whose rows have all been read.
    var exhausted: Set<Int> = []
    /// The rows of the resumed run that appeared again.
    var seen: Set<UnitKey> = []
    /// What statements outside of rows appended to files before the journal entry was started.
    var appended: [(unit: WorkUnit, ordinal: Int, piece: FilePiece)] = []
  }

  /// Seconds for which an object counts as just read.
  static let freshness = 5.0

  let keeping: Keeping
  let redact: @Sendable (String) -> String
  let clock: @Sendable () -> Double
  /// Settles writes in doubt; nil leaves them in doubt.
  let doubts: Doubts?
  /// Whether a row may send people the same content as another row.
  let mayRepeat: Bool
  /// Whether anything has been sent before.
  private let hasSent: @Sendable () -> Bool
  /// The seed of the run's random numbers.
  let seed: UInt64
  let state: Locked<State>
  /// Held while a write in doubt is looked up: one at a time, so that two lookups do not claim the same object.
  let settling = Locked(())

  /// - Parameters:
  ///   - mayRepeat: whether a row may send people the same content as another row.
  ///   - redact: replaces secrets before anything is recorded.
  ///   - hasSent: whether the run has sent anything yet, including reads.
  public init(
    _ start: RunStart, keeping: Keeping, memory: RunMemory? = nil, doubts: Doubts? = nil, mayRepeat: Bool = false,
    redact: @escaping @Sendable (String) -> String, clock: @escaping @Sendable () -> Double,
    hasSent: @escaping @Sendable () -> Bool
  ) {
    self.keeping = keeping
    self.redact = redact
    self.clock = clock
    self.doubts = doubts
    self.mayRepeat = mayRepeat || start.kind != .run
    self.hasSent = hasSent
    seed = start.seed
    var initial = State(start: start)
    initial.memory = memory
    initial.lastUnit = memory?.lastUnit ?? 0
    initial.counts = memory?.counts ?? RunCounts()
    initial.made = memory?.made ?? []
    initial.doubted = memory?.doubted ?? [:]
    state = Locked(initial)
  }

  /// The number of the run; nil if it is not in the journal.
  public var number: Int? { state.withLock { $0.number } }

  /// The state of the run, for the summary at its end.
  public struct Leavings: Sendable {
    public var rows = 0
    public var done = 0
    public var failed = 0
    /// Rows in doubt, and writes in doubt outside of rows.
    public var inDoubt = 0
    public var writes = 0
    /// Rows that did not run; nil if the source of a loop is not exhausted.
    public var left: Int?
    /// The keys of rows that ran before and did not appear again.
    public var lost: [String] = []
  }

  public var leavings: Leavings {
    state.withLock { state in
      let counts = state.counts
      var leavings = Leavings(
        rows: counts.rows, done: counts.done, failed: counts.failed, inDoubt: counts.inDoubt, writes: counts.writes)
      if !state.totals.isEmpty { leavings.left = max(0, state.totals.values.reduce(0, +) - counts.ended) }
      let loops = state.exhausted
      let lost = state.memory?.units.filter { key, former in
        guard case .row(let loop, _) = key else { return false }
        return loops.contains(loop) && !state.seen.contains(key)
      }
      leavings.lost = (lost ?? [:]).values.sorted { $0.number < $1.number }.map { former in
        former.unit.name.string ?? former.unit.name.json()
      }
      return leavings
    }
  }

  /// Changes the description of the run, as long as nothing has been recorded.
  public func amend(_ change: (inout RunStart) -> Void) {
    state.withLock { state in
      guard case .armed = state.phase else { return }
      change(&state.start)
    }
  }

  /// The run as kept in memory; nil if it is in the journal or nothing was recorded.
  public var remembered: RunRecord? {
    state.withLock { state in
      guard case .remembered(let fold) = state.phase else { return nil }
      return fold.record(nil, state.start.kind, startedAt: state.start.startedAt, isAlive: false)
    }
  }

  /// The record of a run without events.
  public func emptyRecord(exitCode: Int32) -> RunRecord {
    state.withLock { state in
      let start = state.start
      var record = RunRecord(
        start.kind, number: nil, scriptName: start.scriptName, scriptDigest: start.digest,
        parameters: start.parameters, state: RunRecord.State(exitCode: Int(exitCode), isAlive: false),
        exitCode: Int(exitCode), startedAt: start.startedAt, endedAt: clock())
      record.counts.left = 0
      return record
    }
  }

  var isOn: Bool {
    if case .nothing = keeping { false } else { true }
  }
}

// MARK: Recording

extension RunRecorder {
  /// Records an event. It is on disk after 0.1 seconds or after `flush`.
  func tell(_ event: JournalEvent, _ state: inout State) throws(Failure) {
    try open(&state)
    if !state.appended.isEmpty { try tellAppended(&state) }
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

  /// Ends the run and closes the journal. Returns a failure if the run could not be recorded to its end.
  ///
  /// - Parameter requests: the number of requests that this process sent.
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
      // SQLite cleans up when the last connection closes.
      state.phase = .over
    }
    return nil
  }
}
