import Glibc

/// Formats a time of day for messages, in the local time zone.
public enum ClockTime {
  /// The time as `14:05:09`, rounded up to whole seconds.
  public static func text(_ unixSeconds: Double) -> String {
    guard unixSeconds.isFinite, abs(unixSeconds) < 1e15 else { return "never" }
    var time = time_t(unixSeconds.rounded(.up))
    var parts = tm()
    guard localtime_r(&time, &parts) != nil else { return "never" }
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
