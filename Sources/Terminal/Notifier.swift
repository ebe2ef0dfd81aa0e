import Synchronization

/// Prints messages that come while a person may be typing: above the prompt then, else at once.
public final class Notifier: Sendable {
  private enum State {
    case idle
    case editing(pending: [String])
  }

  private let state = Mutex(State.idle)
  private let output: Descriptor
  let pipe = WakePipe()

  /// Writes to the descriptor while no line is edited.
  public init(output: Int32 = 2) {
    self.output = Descriptor(output)
  }

  /// Prints the message on lines of its own; callable from any thread.
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

  /// The messages that came since the last call.
  func take() -> [String] {
    pipe.drain()
    return state.withLock { state in
      guard case .editing(let pending) = state, !pending.isEmpty else { return [] }
      state = .editing(pending: [])
      return pending
    }
  }

  /// Goes back to printing at once, first what was not shown yet.
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
