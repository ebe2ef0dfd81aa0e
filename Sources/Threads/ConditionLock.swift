import Glibc

/// A mutex with a condition variable that uses the monotonic clock.
public final class ConditionLock: @unchecked Sendable {
  fileprivate let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Creates an unlocked mutex.
  public init() {
    mutex.initialize(to: pthread_mutex_t())
    condition.initialize(to: pthread_cond_t())
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` while holding the lock.
  public func withLock<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Waits for a signal; call only while holding the lock. Wake-ups may be spurious, so check the condition again.
  public func wait() { pthread_cond_wait(condition, mutex) }

  /// Waits for a signal, at most for a number of seconds; returns false on timeout. Call only while holding the lock,
  /// and check the condition again in either case.
  public func wait(seconds: Double) -> Bool { wait(until: MonotonicTime.after(seconds)) }

  /// Waits until a time on the monotonic clock; returns false on timeout. Call only while holding the lock.
  func wait(until end: timespec) -> Bool {
    var end = end
    return pthread_cond_timedwait(condition, mutex, &end) == 0
  }

  /// Wakes all waiting threads.
  public func signal() { pthread_cond_broadcast(condition) }
}

/// An additional condition variable of a lock, for threads that wait for something else.
public final class LockCondition: @unchecked Sendable {
  private let lock: ConditionLock
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Creates a condition variable without waiting threads.
  public init(of lock: ConditionLock) {
    self.lock = lock
    condition.initialize(to: pthread_cond_t())
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  /// Waits for a signal; call only while holding the lock. Wake-ups may be spurious, so check the condition again.
  public func wait() { pthread_cond_wait(condition, lock.mutex) }

  /// Wakes one waiting thread.
  public func wakeOne() { pthread_cond_signal(condition) }

  /// Wakes all waiting threads.
  public func wakeAll() { pthread_cond_broadcast(condition) }
}
