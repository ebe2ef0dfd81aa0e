import Glibc
import Threads

/// The time and waiting, passed in so that tests need not wait.
public struct WallClock: Sendable {
  /// Unix seconds.
  public var now: @Sendable () -> Double
  /// Waits that many seconds; throws `cancelled` as soon as the call is.
  public var sleep: @Sendable (Double, Cancellation) throws(TransportError) -> Void

  /// Makes a clock of one's own.
  public init(
    now: @escaping @Sendable () -> Double,
    sleep: @escaping @Sendable (Double, Cancellation) throws(TransportError) -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// The machine's.
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

/// Seconds on a clock that only goes forward, for durations.
public func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
