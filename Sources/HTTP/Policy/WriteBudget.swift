import Synchronization

/// How many writes may still be sent: `--max-writes`. Safe to use from many threads.
public final class WriteBudget: Sendable {
  let most: Int
  private let sent = Atomic(0)

  public init(most: Int) { self.most = most }

  /// Counts a write; false where it would be one too many.
  func take() -> Bool {
    // What is refused must not count, or a wrap could let one pass.
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
