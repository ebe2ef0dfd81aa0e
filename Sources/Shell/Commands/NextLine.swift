import Synchronization

/// The initial text of the next line, set by a command.
final class NextLine: Sendable {
  private struct State {
    var text: String?
    var isTaken = false
  }

  private let state = Mutex(State())

  /// Whether there is a prompt with an editable line.
  var isTaken: Bool {
    get { state.withLock { $0.isTaken } }
    set { state.withLock { $0.isTaken = newValue } }
  }

  func put(_ text: String) {
    state.withLock { $0.text = text }
  }

  func take() -> String? {
    state.withLock { state in
      defer { state.text = nil }
      return state.text
    }
  }
}
