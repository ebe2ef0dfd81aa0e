import JSON
public import Query
import Script
import Threads

/// Tells the journal what a run does, from its first write or row on. Safe to use from many threads.
public final class RunRecorder: Sendable {
  /// What becomes of what is told.
  public enum Keeping: Sendable {
    /// The journal keeps it.
    case journal(Journal)
    /// Memory does, for a report at the end.
    case memory
    case nothing
  }

  enum Phase {
    /// Nothing was told yet.
    case armed
    case written(JournalWriter)
    case remembered(RunFold)
    case broken(Failure)
    case over
  }

  /// A unit that runs.
  struct Live {
    let unit: WorkUnit
    var row: Row?
    /// What later events call it by; nil until there is one.
    var number: Int?
    var startedAt: Double
    var attempts = 1
    /// How many of its times were told.
    var toldTimes = 0
    var hasWritten = false
    /// The method of each step, with its account.
    var methods: [Int: String] = [:]
    /// What each step is: two that are equal have the same.
    var contents: [Int: Digest] = [:]
    /// When each step was sent.
    var sentAt: [Int: SendTime] = [:]
    /// The objects of its steps as they were before.
    var pictures: [Int: Value] = [:]
    /// The objects that its reads showed, by where they are, and when.
    var seen: [String: (object: Value, at: Double)] = [:]
    var former: RowRecord.State?
  }

  struct State {
    var start: RunStart
    var phase = Phase.armed
    /// The run's; nil until it is in the journal.
    var number: Int?
    var live: [UnitKey: Live] = [:]
    /// The statement outside of rows that runs.
    var statement: UnitKey?
    var lastUnit = 0
    var counts = RunCounts()
    /// What units that are taken up again did before.
    var memory: RunMemory?
    /// The ids of what the run made.
    var made: Set<String> = []
    /// Writes that were sent and not answered yet, with their methods.
    var inFlight: [Step: String] = [:]
    /// Writes that may have been carried out, with what they are.
    var doubted: [Step: Digest] = [:]
    /// What rows sent to people, and which row it was.
    var outward: [Digest: (unit: UnitKey, row: Row)] = [:]
    /// How many rows the loops have whose sources are known to their end.
    var totals: [Int: Int] = [:]
    /// The loops whose rows all came.
    var exhausted: Set<Int> = []
    /// The rows that came again in a run that is taken up.
    var seen: Set<UnitKey> = []
    /// What statements outside of rows appended to files before the run was kept.
    var appended: [(unit: WorkUnit, ordinal: Int, piece: FilePiece)] = []
  }

  /// Seconds that an object counts as just read.
  static let freshness = 5.0

  let keeping: Keeping
  let redact: @Sendable (String) -> String
  let clock: @Sendable () -> Double
  /// How writes in doubt are settled; nil leaves them so.
  let doubts: Doubts?
  /// Whether a row may send to people what another row sent.
  let mayRepeat: Bool
  /// Whether anything was sent before.
  private let hasSent: @Sendable () -> Bool
  /// Of the run's random numbers.
  let seed: UInt64
  let state: Locked<State>
  /// Held while a write in doubt is looked up: one at a time, so that two do not find the same object.
  let settling = Locked(())

  /// - Parameters:
  ///   - mayRepeat: whether a row may send to people what another row sent.
  ///   - redact: replaces secrets in what is kept.
  ///   - hasSent: whether the run sent anything yet, reads included.
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

  /// The number of the run; nil where the journal does not have it.
  public var number: Int? { state.withLock { $0.number } }

  /// What the run leaves at its end.
  public struct Leavings: Sendable {
    public var rows = 0
    public var done = 0
    public var failed = 0
    public var inDoubt = 0
    public var writes = 0
    /// nil where the sources of the loops are not known to their end.
    public var left: Int?
    /// The names of rows that ran before and did not come again.
    public var lost: [String] = []
  }

  /// What the run left so far.
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

  /// Changes what is known of the run, as long as nothing was told.
  public func amend(_ change: (inout RunStart) -> Void) {
    state.withLock { state in
      guard case .armed = state.phase else { return }
      change(&state.start)
    }
  }

  /// The run as memory has it; nil where the journal keeps it, or nothing was told.
  public var remembered: RunRecord? {
    state.withLock { state in
      guard case .remembered(let fold) = state.phase else { return nil }
      return fold.record(nil, state.start.kind, startedAt: state.start.startedAt, isAlive: false)
    }
  }

  /// A run that did nothing to be told.
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

// MARK: Telling

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
