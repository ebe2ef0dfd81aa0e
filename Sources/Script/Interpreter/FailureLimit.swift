import Synchronization

/// The maximum number of failed rows in outermost loops: `--max-failures`. Shared by the threads of a run.
final class FailureLimit: Sendable {
  let most: Int
  private let failed = Atomic(0)

  /// - Parameter most: the number of failed rows that ends the run.
  init(_ most: Int) { self.most = most }

  /// Counts a failed row; returns whether other rows may still run.
  func count() -> Bool { failed.add(1, ordering: .relaxed).newValue < most }

  /// Throws if the limit has been reached.
  func check() throws(Interruption) {
    if failed.load(ordering: .relaxed) >= most { throw .tooManyFailures(most) }
  }
}
