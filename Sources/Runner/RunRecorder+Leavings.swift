import JSON
import Query
import Threads

extension RunRecorder {
  /// The state of the run, for the summary at its end.
  public struct Leavings: Sendable {
    /// Rows that ended, in any state.
    public var rows = 0
    /// Rows that were completed.
    public var done = 0
    /// Rows that failed.
    public var failed = 0
    /// Rows in doubt, and writes in doubt outside of rows.
    public var inDoubt = 0
    /// Writes that were carried out, before or after resuming.
    public var writes = 0
    /// Rows that did not run; nil if the source of a loop is not exhausted.
    public var left: Int?
    /// The keys of unfinished rows that ran before and did not appear again.
    public var lost: [String] = []
    /// The number of lost rows that are also counted as failed or in doubt.
    public var lostFailed = 0
    /// The keys of completed rows that did not appear again.
    public var gone: [String] = []
    /// The keys of completed rows that have changed in their file since.
    public var edited: [String] = []
    /// Whether resuming the run could do more.
    public var canGoOn = true
    /// Whether a resumed run was already done, and nothing was added to it.
    public var isUnchanged = false
  }

  /// The current state of the run.
  public var leavings: Leavings {
    state.withLock { state in
      let counts = state.counts
      var leavings = Leavings(
        rows: counts.rows, done: counts.done, failed: counts.failed, inDoubt: counts.inDoubt, writes: counts.writes)
      let absent = state.absent
      let lost = absent.filter { !$0.isOver }
      leavings.lost = lost.map(\.unit.shownName)
      leavings.lostFailed = lost.count { $0.state == .failed || $0.state == .inDoubt }
      leavings.gone = absent.filter(\.isOver).map(\.unit.shownName)
      leavings.edited = state.edited
      leavings.isUnchanged = state.memory?.wasDone == true && !state.hasProgressed
      if !state.totals.isEmpty {
        let ended = counts.ended - leavings.lostFailed - leavings.gone.count
        leavings.left = max(0, state.totals.values.reduce(0, +) - ended)
      }
      return leavings
    }
  }
}

extension RunRecorder.State {
  /// The rows that ran before and that the source of their loop no longer has, in the order in which they ran.
  fileprivate var absent: [RunMemory.Former] {
    let rows = memory?.units.filter { key, _ in
      guard case .row(let loop, _) = key else { return false }
      return exhausted.contains(loop) && !seen.contains(key)
    }
    return (rows ?? [:]).values.sorted { $0.number < $1.number }
  }
}

extension RunFold.Unit {
  /// The key of the row as text.
  var shownName: String { name.string ?? name.json() }
}
