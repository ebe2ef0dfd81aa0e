import Query
import Synchronization

/// Counts how the rows of a loop ended. Safe to use from several threads.
final class RowTally: Sendable {
  private struct Counts {
    var done = 0
    var inDoubt = 0
    /// nil until it is known.
    var total: Int?
  }

  private let counts = Mutex(Counts())

  /// Rows that failed with a write that may have been carried out.
  var inDoubt: Int { counts.withLock { $0.inDoubt } }

  func count(_ trouble: Interruption?, isInDoubt: Bool) {
    counts.withLock { counts in
      if trouble == nil { counts.done += 1 } else if isInDoubt { counts.inDoubt += 1 }
    }
  }

  func set(total: Int) { counts.withLock { $0.total = total } }

  /// The progress of a loop that ended early: `2 of 4 rows done`.
  var progress: String {
    let counts = counts.withLock { $0 }
    let count = counts.total ?? counts.done
    return (counts.total.map { "\(counts.done) of \($0)" } ?? "\(count)") + " row\(count == 1 ? "" : "s") done"
  }
}
