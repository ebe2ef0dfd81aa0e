import Synchronization

/// Ensures that something is done only once. Safe to use from several threads.
final class Once: Sendable {
  private let isOver = Atomic(false)

  /// True only for the first access.
  var isFirst: Bool { !isOver.exchange(true, ordering: .relaxed) }
}
