import JSON
import Query
import Threads

extension RunRecorder {
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
}
