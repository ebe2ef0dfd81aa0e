import Calendar

/// Dates as HTTP writes them.
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
}
