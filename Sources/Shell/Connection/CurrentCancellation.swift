import HTTP
import Synchronization

/// The cancellation of the command that runs at the moment; each command gets a fresh one.
final class CurrentCancellation: Sendable {
  private let current = Mutex(Cancellation())

  var value: Cancellation {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }

  func renew() { current.withLock { $0 = Cancellation() } }
}
