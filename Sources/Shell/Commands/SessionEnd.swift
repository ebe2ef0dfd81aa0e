import Synchronization

/// Whether `quit` ended the session: the prompt leaves after the current line.
final class SessionEnd: Sendable {
  private let state = Atomic(false)

  var isRequested: Bool { state.load(ordering: .acquiring) }

  func request() { state.store(true, ordering: .releasing) }
}
