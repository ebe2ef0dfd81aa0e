import Glibc
import Threads

/// A clock with a sleep function, passed in so that tests do not have to wait.
public struct WallClock: Sendable {
  /// Unix seconds.
  public var now: @Sendable () -> Double
  /// Sleeps for a number of seconds; throws `cancelled` as soon as the call is cancelled.
  public var sleep: @Sendable (Double, Cancellation) throws(TransportError) -> Void

  /// Creates a clock from two functions.
  public init(
    now: @escaping @Sendable () -> Double,
    sleep: @escaping @Sendable (Double, Cancellation) throws(TransportError) -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// The system clock.
  public static let system = WallClock(now: systemNow) { (seconds, cancellation) throws(TransportError) in
    let signal = Latch()
    let registration = cancellation.onCancel { signal.set() }
    defer { cancellation.remove(registration) }
    signal.wait(seconds: seconds)
    try cancellation.check()
  }

  private static func systemNow() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Seconds of a monotonic clock, for durations.
public func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
