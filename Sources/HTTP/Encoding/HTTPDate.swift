import Calendar
import Glibc

/// Dates as HTTP and JSON write them.
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Reads the fixed form of a header's date: `Sun, 06 Nov 1994 08:49:37 GMT`.
  static func unixSeconds(_ text: String) -> Double? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else { return nil }
    let time = parts[4].split(separator: ":").compactMap { UInt8($0) }.map(Int.init)
    guard let day = UInt8(parts[1]).map(Int.init), (1...31).contains(day), let year = UInt16(parts[3]).map(Int.init),
      time.count == 3, time[0] < 24, time[1] < 60, time[2] < 61
    else { return nil }
    let days = GregorianCalendar.day(year: year, month: month + 1, day: day)
    return Double(days * 86400 + time[0] * 3600 + time[1] * 60 + time[2])
  }

  /// Writes `2026-11-21T03:39:36Z`.
  static func iso(_ unixSeconds: Double) -> String {
    guard unixSeconds.isFinite, abs(unixSeconds) < 1e11 else { return "1970-01-01T00:00:00Z" }
    var time = time_t(unixSeconds.rounded(.down))
    var parts = tm()
    gmtime_r(&time, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    return "\(date)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}
