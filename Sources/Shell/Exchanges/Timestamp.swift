import Glibc

/// A moment as ISO 8601 in UTC, to the millisecond.
struct Timestamp {
  let text: String

  /// - Parameter seconds: Unix seconds.
  init(_ seconds: Double) {
    let milliseconds = Int64((seconds * 1000).rounded())
    var time = time_t(milliseconds / 1000)
    var parts = tm()
    gmtime_r(&time, &parts)
    func digits(_ number: Int, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    let date = [digits(Int(parts.tm_year) + 1900, 4), digits(Int(parts.tm_mon) + 1, 2), digits(Int(parts.tm_mday), 2)]
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0), 2) }
    text = "\(date.joined(separator: "-"))T\(clock.joined(separator: ":")).\(digits(Int(milliseconds % 1000), 3))Z"
  }
}
