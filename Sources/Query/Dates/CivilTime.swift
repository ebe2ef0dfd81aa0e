import Calendar
import JSON

/// A date and time in the proleptic Gregorian calendar, without a zone.
struct CivilTime {
  var year: Int
  /// From 0 (January).
  var month: Int
  var day: Int
  var hours: Int
  var minutes: Int
  /// The seconds, including fractions.
  var second: Double
  /// From 0 (Sunday).
  var weekday: Int
  /// From 0 (1 January).
  var dayOfYear: Int

  private static let secondsPerDay = 86_400

  /// Converts Unix seconds to UTC.
  init(seconds: Double) throws(Thrown) {
    guard seconds.magnitude < 6.7e16 else {
      throw Thrown(.text("error converting number of seconds since epoch to datetime"))
    }
    // jq truncates the seconds towards zero, but computes the fraction by rounding down.
    self.init(whole: Int(seconds), fraction: seconds - seconds.rounded(.down))
  }

  init(whole: Int, fraction: Double) {
    let days = CivilTime.floorDivide(whole, CivilTime.secondsPerDay)
    let rest = whole - days * CivilTime.secondsPerDay
    (year, month, day) = CivilTime.date(ofDay: days)
    hours = rest / 3600
    minutes = rest / 60 % 60
    second = Double(rest % 60) + fraction
    weekday = ((days + 4) % 7 + 7) % 7
    dayOfYear = days - CivilTime.day(year, 0, 1)
  }

  /// Reads jq's array of broken-down time; missing elements are zero.
  init(_ value: Value, _ name: String) throws(Thrown) {
    var parts: [Double] = []
    for element in (value.array ?? []).prefix(8) {
      guard let number = element.double, !number.isNaN else {
        throw Thrown(.text("\(name) requires parsed datetime inputs"))
      }
      parts.append(number)
    }
    func part(_ index: Int) -> Int {
      guard index < parts.count else { return 0 }
      return Int(min(max(parts[index], -2_147_483_648), 2_147_483_647))
    }
    year =
      parts.isEmpty ? 1900 : Int(min(max(parts[0] - 1900, -2_147_483_648), 2_147_483_647)) + 1900
    month = part(1)
    day = part(2)
    hours = part(3)
    minutes = part(4)
    second = parts.count > 5 ? min(max(parts[5], -1e9), 1e9) : 0
    weekday = part(6)
    dayOfYear = part(7)
  }

  /// jq's array of broken-down time.
  var value: Value {
    let whole = [year, month, day, hours, minutes].map { Value($0) }
    return .array(whole + [.number(second), Value(weekday), Value(dayOfYear)])
  }

  /// Unix seconds, interpreted as UTC, without the fraction; out-of-range parts carry over.
  var seconds: Double {
    let days = CivilTime.day(year, month, day)
    return Double(days * CivilTime.secondsPerDay + hours * 3600 + minutes * 60) + second.rounded(.towardZero)
  }

  /// The same time with every part in range, and with weekday and day of the year computed.
  var normalized: CivilTime { CivilTime(whole: Int(seconds), fraction: 0) }

  /// Computes the weekday and the day of the year from the date.
  mutating func completeDays() {
    let days = CivilTime.day(year, month, day)
    weekday = ((days + 4) % 7 + 7) % 7
    dayOfYear = days - CivilTime.day(year, 0, 1)
  }

  // MARK: Days

  private static func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }

  /// The number of days since 1970-01-01. Months count from 0; out-of-range months carry over.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    GregorianCalendar.day(year: year, month: month + 1, day: day)
  }

  private static func date(ofDay days: Int) -> (Int, Int, Int) {
    let date = GregorianCalendar.date(ofDay: days)
    return (date.year, date.month - 1, date.day)
  }
}
