import Synchronization

/// How many rows of outermost loops may fail while the others go on: `--max-failures`. Shared by the threads of a run.
final class FailureLimit: Sendable {
  let most: Int
  private let failed = Atomic(0)

  /// - Parameter most: the failed row that ends the run.
  init(_ most: Int) { self.most = most }

  /// Counts a failed row; whether others may still run.
  func count() -> Bool { failed.add(1, ordering: .relaxed).newValue < most }

  /// Throws once the last row that may fail has failed.
  func check() throws(Interruption) {
    if failed.load(ordering: .relaxed) >= most { throw .tooManyFailures(most) }
  }
}
