public import Query
public import Script
import Synchronization

/// Runs only the rows that failed or are in doubt in another run, and notes which of them the source no longer has.
public final class RowChoice: UnitObserver {
  private struct Seen {
    var rows: Set<UnitKey> = []
    /// The loops whose rows have all been read.
    var loops: Set<Int> = []
  }

  /// The number of the other run.
  public let run: Int
  /// The rows that failed or are in doubt, with their numbers and names.
  private let failed: [UnitKey: (number: Int, name: String)]
  /// The rows of the run being resumed.
  private let taken: Set<UnitKey>
  private let seen = Mutex(Seen())

  /// Selects the failed rows of an earlier run.
  ///
  /// - Parameter memory: the run whose failed rows are selected.
  /// - Parameter taken: the run being resumed, whose rows are selected as well.
  public init(failedIn memory: RunMemory, or taken: RunMemory? = nil) {
    run = memory.run
    let rows = memory.units.filter { $0.value.state == .failed || $0.value.state == .inDoubt }
    failed = rows.mapValues { ($0.number, $0.unit.shownName) }
    self.taken = Set(taken?.units.keys.map { $0 } ?? [])
  }

  /// Always true: rows are matched by content.
  public var namesRowsByContent: Bool { true }

  /// Skips rows that are not selected.
  public func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    guard row != nil else { return .run }
    guard failed[unit.key] != nil else { return taken.contains(unit.key) ? .run : .skip }
    seen.withLock { _ = $0.rows.insert(unit.key) }
    return .run
  }

  /// Notes that all rows of a loop have been read.
  public func exhausted(loop: Int) { seen.withLock { _ = $0.loops.insert(loop) } }

  /// The names of the failed rows that did not appear in their loop, in the order of the other run, without those that
  /// the run being resumed has begun.
  ///
  /// - Parameters:
  ///   - shard: the part of the rows that this process runs; nil for all.
  ///   - hasRunToItsEnd: whether the script ran to its end, so that loops it did not reach have no rows.
  public func missing(in shard: Shard?, hasRunToItsEnd: Bool) -> [String] {
    let seen = seen.withLock { $0 }
    let rows = failed.filter { key, _ in
      guard case .row(let loop, let row) = key, !seen.rows.contains(key), !taken.contains(key) else { return false }
      return (hasRunToItsEnd || seen.loops.contains(loop)) && shard?.contains(row) != false
    }
    return rows.values.sorted { $0.number < $1.number }.map(\.name)
  }
}
