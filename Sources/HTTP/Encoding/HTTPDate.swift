import Calendar

/// Dates in the three formats of HTTP (RFC 9110, 5.6.7).
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Parses `Sun, 06 Nov 1994 08:49:37 GMT`, the obsolete `Sunday, 06-Nov-94 08:49:37 GMT`, or the format of C's
  /// `asctime`, `Sun Nov  6 08:49:37 1994`.
  ///
  /// - Parameter now: Unix seconds; a two-digit year is resolved to the year less than fifty years from now.
  static func unixSeconds(_ text: String, now: Double) -> Double? {
    let parts = text.split { $0 == " " || $0 == "-" }
    guard let name = parts.first, days.contains(String(name.prefix(3))) else { return nil }
    switch parts.count {
    case 6 where parts[0].last == "," && parts[5] == "GMT":
      guard let year = parts[3].count == 2 ? fullYear(parts[3], now: now) : number(parts[3], digits: 4...4) else {
        return nil
      }
      return seconds(year, parts[2], parts[1], parts[4])
    case 5:
      return number(parts[4], digits: 4...4).flatMap { seconds($0, parts[1], parts[2], parts[3]) }
    default: return nil
    }
  }

  private static func seconds(_ year: Int, _ month: Substring, _ day: Substring, _ time: Substring) -> Double? {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).compactMap { number($0, digits: 2...2) }
    // A second of 60 is a leap second.
    guard let month = months.firstIndex(of: String(month)), let day = number(day, digits: 1...2), clock.count == 3,
      GregorianCalendar.isDate(year: year, month: month + 1, day: day), clock[0] < 24, clock[1] < 60, clock[2] < 61
    else { return nil }
    let days = GregorianCalendar.day(year: year, month: month + 1, day: day)
    return Double(days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2])
  }

  private static func fullYear(_ digits: Substring, now: Double) -> Int? {
    guard let year = number(digits, digits: 2...2), abs(now) < 1e12 else { return nil }
    let current = GregorianCalendar.date(ofDay: Int((now / 86_400).rounded(.down))).year
    let candidate = current - current % 100 + year
    return candidate > current + 50 ? candidate - 100 : candidate < current - 49 ? candidate + 100 : candidate
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}
