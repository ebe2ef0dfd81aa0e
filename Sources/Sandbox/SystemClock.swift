import Glibc

/// The machine's own clock.
public enum SystemClock {
  /// The seconds since 1970-01-01T00:00:00Z.
  @Sendable public static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1_000_000_000
  }
}
