import Glibc

/// Times on the monotonic clock.
enum MonotonicTime {
  /// Returns the time after a number of seconds, clamped to about thirty years.
  static func after(_ seconds: Double) -> timespec {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let wait = seconds.isFinite ? min(max(seconds, 0), 1e9) : 1e9
    let nanoseconds = time.tv_nsec + Int(wait.truncatingRemainder(dividingBy: 1) * 1e9)
    time.tv_sec += Int(wait) + nanoseconds / 1_000_000_000
    time.tv_nsec = nanoseconds % 1_000_000_000
    return time
  }
}
