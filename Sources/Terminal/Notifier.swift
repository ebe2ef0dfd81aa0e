import Synchronization

/// Prints messages: above the prompt while a line is edited, otherwise immediately.
public final class Notifier: Sendable {
  private enum State {
    case idle
    case editing(pending: [String])
  }

  private let state = Mutex(State.idle)
  private let output: Descriptor
  let pipe = WakePipe()

  /// Creates a notifier that writes to a descriptor while no line is edited.
  public init(output: Int32 = 2) {
    self.output = Descriptor(output)
  }

  /// Prints a message on separate lines. Thread-safe.
  public func post(_ message: String) {
    state.withLock { state in
      switch state {
      case .idle:
        print(message)
      case .editing(let pending):
        state = .editing(pending: pending + [message])
        pipe.wake()
      }
    }
  }

  func beginEditing() {
    state.withLock { state in
      if case .idle = state { state = .editing(pending: []) }
    }
  }

  /// The messages posted since the last call.
  func take() -> [String] {
    pipe.drain()
    return state.withLock { state in
      guard case .editing(let pending) = state, !pending.isEmpty else { return [] }
      state = .editing(pending: [])
      return pending
    }
  }

  /// Returns to printing immediately, starting with the pending messages.
  func endEditing() {
    state.withLock { state in
      if case .editing(let pending) = state { pending.forEach(print) }
      state = .idle
    }
    pipe.drain()
  }

  private func print(_ message: String) {
    output.write(message.hasSuffix("\n") ? message : message + "\n")
  }
}
