/// The `Retry-After` header, RFC 9110, 10.2.3: seconds or a date.
public enum RetryAfter {
  /// Seconds from now, zero for a time gone by; nil where the header is missing or unreadable.
  public static func seconds(_ headers: Headers, now: Double) -> Double? {
    guard let text = headers["retry-after"].map(trimmed), !text.isEmpty else { return nil }
    if text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return Double(text) }
    return HTTPDate.unixSeconds(text).map { max(0, $0 - now) }
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// The fixed form of a date in a header: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  static func unixSeconds(_ text: String) -> Double? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else { return nil }
    let time = parts[4].split(separator: ":").compactMap { UInt8($0) }.map(Int.init)
    guard let day = UInt8(parts[1]).map(Int.init), (1...31).contains(day), let year = UInt16(parts[3]).map(Int.init),
      time.count == 3, time[0] < 24, time[1] < 60, time[2] < 61
    else { return nil }
    let days = daysSinceEpoch(year: year, month: month + 1, day: day)
    return Double(days * 86400 + time[0] * 3600 + time[1] * 60 + time[2])
  }

  /// Days of the proleptic Gregorian calendar, counted in years that begin with March.
  private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
