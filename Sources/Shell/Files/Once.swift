import Synchronization

/// Something that is done or said once. Safe to use from many threads.
final class Once: Sendable {
  private let isOver = Atomic(false)

  /// Whether nobody asked before.
  var isFirst: Bool { !isOver.exchange(true, ordering: .relaxed) }
}
