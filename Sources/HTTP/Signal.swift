import Glibc

/// Lets one thread wait until another says go; a signal set before the wait is not lost.
final class Signal: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var isSet = false

  init() {
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

  func set() {
    pthread_mutex_lock(mutex)
    isSet = true
    pthread_mutex_unlock(mutex)
    // Behind the unlock, so that who wakes does not wait for the lock at once.
    pthread_cond_broadcast(condition)
  }

  func wait() {
    pthread_mutex_lock(mutex)
    while !isSet { pthread_cond_wait(condition, mutex) }
    pthread_mutex_unlock(mutex)
  }

  /// Waits no longer than that.
  func wait(seconds: Double) {
    var end = Self.monotonicTime(after: seconds)
    pthread_mutex_lock(mutex)
    while !isSet && pthread_cond_timedwait(condition, mutex, &end) == 0 {}
    pthread_mutex_unlock(mutex)
  }

  private static func monotonicTime(after seconds: Double) -> timespec {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let wait = seconds.isFinite ? min(max(seconds, 0), 1e9) : 1e9
    let nanoseconds = time.tv_nsec + Int(wait.truncatingRemainder(dividingBy: 1) * 1e9)
    time.tv_sec += Int(wait) + nanoseconds / 1_000_000_000
    time.tv_nsec = nanoseconds % 1_000_000_000
    return time
  }
}
