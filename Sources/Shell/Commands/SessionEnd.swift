import Synchronization

/// Whether `quit` has ended the session: the prompt exits after the current line.
final class SessionEnd: Sendable {
  private let state = Atomic(false)

  var isRequested: Bool { state.load(ordering: .acquiring) }

  func request() { state.store(true, ordering: .releasing) }
}
