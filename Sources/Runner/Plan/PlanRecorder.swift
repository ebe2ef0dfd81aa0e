import JSON
public import Providers
public import Query
public import Script
import Synchronization

/// Records the writes that a script would make, and their rows. Safe to use from several threads.
public final class PlanRecorder: UnitObserver {
  private struct State {
    /// The rows that are currently running.
    var rows: [UnitKey: Row] = [:]
    var writes: [RecordedWrite] = []
  }

  private let state = Mutex(State())

  /// Creates a recorder without writes.
  public init() {}

  /// Records a request that was not sent. Requests that do not belong to a call are ignored.
  public func hear(_ plan: CallPlanner.Plan) {
    guard let write = plan.write else { return }
    let unit = write.step?.unit ?? .statement(0)
    state.withLock { state in
      let row = state.rows[unit].map { RecordedWrite.Row(number: $0.index + 1, key: $0.key ?? $0.contentName) }
      state.writes.append(RecordedWrite(write: write, unit: unit, row: row))
    }
  }

  /// Remembers the row of a unit and lets it run.
  public func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    if let row { state.withLock { $0.rows[unit.key] = row } }
    return .run
  }

  /// Discards the writes of the unit, since the next attempt repeats them.
  public func retry(_ unit: WorkUnit, row: Row, _ failure: Failure, attempt: Int) { forget(unit) }

  /// Discards the writes of a unit that could not be planned to its end.
  public func finish(_ unit: WorkUnit, _ outcome: UnitOutcome) {
    switch outcome {
    case .done, .stopped: break
    case .failed, .skipped, .interrupted: forget(unit)
    }
    state.withLock { $0.rows[unit.key] = nil }
  }

  private func forget(_ unit: WorkUnit) {
    state.withLock { $0.writes.removeAll { $0.unit == unit.key } }
  }

  /// The writes in the order in which `run` would send them; rows that ran in parallel are in source order.
  var writes: [RecordedWrite] {
    var writes = state.withLock { $0.writes }
    let loops = Dictionary(grouping: writes.indices) { writes[$0].loop }
    for (loop, places) in loops where loop != nil {
      let sorted = places.map { writes[$0] }.sorted { $0.order < $1.order }
      for (place, write) in zip(places, sorted) { writes[place] = write }
    }
    return writes
  }
}

/// A write and the unit that makes it.
struct RecordedWrite: Sendable {
  struct Row: Sendable {
    /// From 1.
    var number: Int
    var key: Value
  }

  var write: PlannedWrite
  var unit: UnitKey
  /// nil outside of rows.
  var row: Row?

  /// nil outside of rows.
  fileprivate var loop: Int? { if case .row(let loop, _) = unit { loop } else { nil } }

  fileprivate var order: (Int, Int) { (row?.number ?? 0, write.step?.ordinal ?? 0) }
}
