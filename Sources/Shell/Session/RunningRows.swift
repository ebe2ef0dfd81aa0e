import Diagnostics
import HTTP
import Query
import Script
import Synchronization

/// Counts the rows of the running script, for the status line.
final class RunningRows: UnitObserver {
  private struct State {
    var progress: RowProgress
    var startedAt = 0.0
    /// The number of rows of each loop, if known.
    var totals: [Int: Int] = [:]
    /// The loops that have begun and whose source is not exhausted.
    var openLoops: Set<Int> = []
    var running = 0
    /// The number of rows that are skipped because they are already done.
    var rowsBefore = 0

    var isActive: Bool { running > 0 || !openLoops.isEmpty }
  }

  private let state = Mutex(State(progress: RowProgress(now: 0)))

  /// Resets the counts.
  ///
  /// - Parameter now: as `monotonicSeconds`.
  func begin(now: Double) {
    state.withLock { $0 = State(progress: RowProgress(now: now), startedAt: now, rowsBefore: $0.rowsBefore) }
  }

  /// The start time, as `monotonicSeconds`.
  var startedAt: Double { state.withLock { $0.startedAt } }

  /// Excludes rows that are already done from the total.
  func leaveOut(_ rows: Int) { state.withLock { $0.rowsBefore = rows } }

  /// The progress; nil if no rows are running.
  var progress: RowProgress? { state.withLock { $0.isActive ? $0.progress : nil } }

  /// The number of finished rows, such as `2 of 5 rows done`; nil if there were none.
  var summary: String? {
    state.withLock { state in
      let (finished, total) = (state.progress.finished, state.progress.total)
      guard finished > 0 || total != nil || !state.openLoops.isEmpty else { return nil }
      return total.map { "\(finished) of \($0) rows done" } ?? "\(finished.of("row")) done"
    }
  }

  func counted(loop: Int, rows: Int) {
    state.withLock { state in
      state.totals[loop] = rows
      state.progress.total = max(0, state.totals.values.reduce(0, +) - state.rowsBefore)
    }
  }

  func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    guard case .row(let loop, _) = unit.key else { return .run }
    state.withLock { state in
      state.running += 1
      state.openLoops.insert(loop)
    }
    return .run
  }

  func exhausted(loop: Int) { state.withLock { _ = $0.openLoops.remove(loop) } }

  func finish(_ unit: WorkUnit, _ outcome: UnitOutcome) {
    guard case .row = unit.key else { return }
    let now = monotonicSeconds()
    state.withLock { state in
      state.running -= 1
      switch outcome {
      case .done, .stopped, .skipped: state.progress.finish(failed: false, now: now)
      case .failed: state.progress.finish(failed: true, now: now)
      case .interrupted: break
      }
    }
  }
}
