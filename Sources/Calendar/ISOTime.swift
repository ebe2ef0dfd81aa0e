/// Formats times as ISO 8601 in UTC, as used in JSON and reports.
public enum ISOTime {
  /// The precision of a formatted time.
  public enum Precision: Sendable {
    /// `2026-11-21T03:39:36Z`, as read by jq's `fromdate`; the fraction is dropped.
    case seconds
    /// `2026-11-21T03:39:36.250Z`
    case milliseconds
  }

  /// Formats a time in UTC.
  ///
  /// - Parameter seconds: Unix seconds; times outside the years 1 to 9999 are shown as 1970.
  public static func text(_ seconds: Double, _ precision: Precision = .seconds) -> String {
    let isKnown = seconds.isFinite && seconds >= -62_135_596_800 && seconds < 253_402_300_799
    let milliseconds = Int(((isKnown ? seconds : 0) * 1000).rounded(precision == .seconds ? .down : .toNearestOrEven))
    let (days, rest) = (floor(milliseconds, 86_400_000), modulo(milliseconds, 86_400_000))
    let date = GregorianCalendar.date(ofDay: days)
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { digits($0, 2) }.joined(separator: ":")
    let day = [digits(date.year, 4), digits(date.month, 2), digits(date.day, 2)].joined(separator: "-")
    return day + "T" + clock + (precision == .seconds ? "" : "." + digits(rest % 1000, 3)) + "Z"
  }

  /// Formats a time with a UTC offset: `2026-11-21T04:39:36+01:00`. Non-zero milliseconds are included; nil outside the
  /// years 1 to 9999.
  ///
  /// - Parameter offset: seconds east of UTC.
  public static func text(_ seconds: Double, offset: Int) -> String? {
    let milliseconds = (seconds * 1000).rounded()
    let wall = milliseconds / 1000 + Double(offset)
    guard wall >= -62_135_596_800, wall < 253_402_300_799 else { return nil }
    let isWhole = milliseconds.truncatingRemainder(dividingBy: 1000) == 0
    let (minutes, rest) = (abs(offset) / 60, abs(offset) % 60)
    let zone = [minutes / 60, minutes % 60].map { digits($0, 2) } + (rest == 0 ? [] : [digits(rest, 2)])
    return text(wall, isWhole ? .seconds : .milliseconds).dropLast() + (offset < 0 ? "-" : "+")
      + zone.joined(separator: ":")
  }

  private static func floor(_ number: Int, _ divisor: Int) -> Int { (number - modulo(number, divisor)) / divisor }

  private static func modulo(_ number: Int, _ divisor: Int) -> Int { (number % divisor + divisor) % divisor }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
