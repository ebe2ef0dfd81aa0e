import Synchronization

/// The number of writes that may still be sent: `--max-writes`. Safe to use from several threads.
public final class WriteBudget: Sendable {
  let most: Int
  private let sent = Atomic(0)

  /// Creates a budget of `most` writes.
  public init(most: Int) { self.most = most }

  /// Counts a write; returns false if the budget is spent.
  func take() -> Bool {
    // Refused writes must not count, or the counter could wrap around.
    var before = sent.load(ordering: .relaxed)
    while before < most {
      let (exchanged, original) = sent.compareExchange(expected: before, desired: before + 1, ordering: .relaxed)
      if exchanged { return true }
      before = original
    }
    return false
  }

  var isSpent: Bool { sent.load(ordering: .relaxed) >= most }
}
