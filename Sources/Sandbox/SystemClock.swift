import Glibc

/// The system clock.
public enum SystemClock {
  /// The current time in Unix seconds.
  @Sendable public static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1_000_000_000
  }
}
