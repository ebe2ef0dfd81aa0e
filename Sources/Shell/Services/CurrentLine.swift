import Synchronization

/// The line of the prompt that runs at the moment.
final class CurrentLine: Sendable {
  private let exchanges = Mutex(0)

  /// The number of the last exchange before it; 0 in a script.
  var firstExchange: Int {
    get { exchanges.withLock { $0 } }
    set { exchanges.withLock { $0 = newValue } }
  }
}
