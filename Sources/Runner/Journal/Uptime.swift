import Glibc
import JSON

/// How long the machine had been up when something happened. Unlike the wall clock, nobody can set it, so it tells how long
/// ago that was, as long as the machine was not started again.
struct Uptime: Sendable, Hashable {
  /// Which start of the machine.
  var start: String
  /// Seconds since then, suspended or not.
  var seconds: Double

  /// At this moment.
  static var now: Uptime {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Uptime(start: currentStart, seconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
  }

  private static let currentStart = ProcessIdentity.bootNumber

  /// When it was, as the wall clock counts that says `time` now; nil where the machine was started again.
  func wallTime(now time: Double) -> Double? {
    let now = Self.now
    guard !start.isEmpty, start == now.start, now.seconds >= seconds else { return nil }
    return time - (now.seconds - seconds)
  }
}

/// When a write left.
struct SendTime: Sendable {
  /// Unix seconds, by the wall clock of that moment.
  var at: Double
  var uptime: Uptime?

  /// Unix seconds, by the wall clock that says `now` now: it may have been set since.
  func time(now: Double) -> Double { uptime?.wallTime(now: now) ?? at }
}

extension Uptime {
  /// `["1f0c…", 5123.25]` in an event of the journal.
  var value: Value { [Value(start), Value((seconds * 1000).rounded() / 1000)] }

  init?(_ value: Value?) {
    guard let parts = value?.array, parts.count == 2, let start = parts[0].string, let seconds = parts[1].double
    else { return nil }
    self.init(start: start, seconds: seconds)
  }
}
