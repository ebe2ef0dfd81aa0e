import Glibc
import JSON

/// A time since boot. Unlike the wall clock it cannot be set, so it measures elapsed time reliably until the next
/// reboot.
struct Uptime: Sendable, Hashable {
  /// The id of the boot.
  var start: String
  /// Seconds since boot, including suspension.
  var seconds: Double

  /// The current time since boot.
  static var now: Uptime {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Uptime(start: currentStart, seconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
  }

  private static let currentStart = ProcessIdentity.bootNumber

  /// Converts to Unix seconds, given the current wall-clock time; nil after a reboot.
  func wallTime(now time: Double) -> Double? {
    let now = Self.now
    guard !start.isEmpty, start == now.start, now.seconds >= seconds else { return nil }
    return time - (now.seconds - seconds)
  }
}

/// The time at which a write was sent.
struct SendTime: Sendable {
  /// Unix seconds, by the wall clock at that moment.
  var at: Double
  var uptime: Uptime?

  /// Unix seconds, corrected for changes of the wall clock since then. `now` is the current wall-clock time.
  func time(now: Double) -> Double { uptime?.wallTime(now: now) ?? at }
}

extension Uptime {
  /// The form in journal events: `["1f0c…", 5123.25]`.
  var value: Value { [Value(start), Value((seconds * 1000).rounded() / 1000)] }

  init?(_ value: Value?) {
    guard let parts = value?.array, parts.count == 2, let start = parts[0].string, let seconds = parts[1].double
    else { return nil }
    self.init(start: start, seconds: seconds)
  }
}
