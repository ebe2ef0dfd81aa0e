import HTTP
import Synchronization

/// The cancellation of the running command; each command gets a new one.
final class CurrentCancellation: Sendable {
  private let current = Mutex(Cancellation())

  var value: Cancellation {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }

  func renew() { current.withLock { $0 = Cancellation() } }
}
