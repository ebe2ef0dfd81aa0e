/// Lets threads wait until another one sets it; one that was set before the wait is not lost.
public final class Latch: @unchecked Sendable {
  private let lock = ConditionLock()
  private var isSet = false

  /// Makes one that is not set.
  public init() {}

  /// Lets all go on, now and later.
  public func set() {
    lock.withLock { isSet = true }
    // Behind the unlock, so that who wakes does not wait for the lock at once.
    lock.signal()
  }

  /// Waits until it is set.
  public func wait() {
    lock.withLock { while !isSet { lock.wait() } }
  }

  /// Waits until it is set, or that long.
  public func wait(seconds: Double) {
    let end = MonotonicTime.after(seconds)
    lock.withLock { while !isSet, lock.wait(until: end) {} }
  }
}
