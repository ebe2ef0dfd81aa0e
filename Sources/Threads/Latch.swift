/// Lets threads wait until another thread sets the latch. Setting it before the wait is not lost.
public final class Latch: @unchecked Sendable {
  private let lock = ConditionLock()
  private var isSet = false

  /// Creates a latch that is not set.
  public init() {}

  /// Sets the latch and wakes all waiting threads.
  public func set() {
    lock.withLock { isSet = true }
    // Signal after the unlock, so that woken threads do not block on the lock.
    lock.signal()
  }

  /// Waits until the latch is set.
  public func wait() {
    lock.withLock { while !isSet { lock.wait() } }
  }

  /// Waits until the latch is set, at most for a number of seconds.
  public func wait(seconds: Double) {
    let end = MonotonicTime.after(seconds)
    lock.withLock { while !isSet, lock.wait(until: end) {} }
  }
}
