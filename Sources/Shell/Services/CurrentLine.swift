import Synchronization

/// The running line of the prompt.
final class CurrentLine: Sendable {
  private let exchanges = Mutex(0)

  /// The number of the last exchange before it; 0 in a script.
  var firstExchange: Int {
    get { exchanges.withLock { $0 } }
    set { exchanges.withLock { $0 = newValue } }
  }
}
