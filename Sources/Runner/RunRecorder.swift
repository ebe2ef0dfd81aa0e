import JSON
import Query
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
    /// Nowhere; nothing is recorded.
    case nothing
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
  /// Whether anything was sent before.
  let hasSent: @Sendable () -> Bool
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
