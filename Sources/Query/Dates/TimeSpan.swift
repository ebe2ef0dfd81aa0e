import Calendar
public import JSON

/// A time span, parsed from text such as `90s`, `5 minutes`, `2h`, `7d`, `1 month`.
public struct TimeSpan {
  enum Unit {
    /// A number of elapsed seconds, regardless of clock changes.
    case elapsed(Double)
    /// A number of calendar days.
    case days(Int)
    case months(Int)
  }

  let count: Double
  let unit: Unit

  /// Parses a text; nil if it is not a time span. Days and longer units must be whole numbers.
  init?(_ text: String) {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let word = text.dropFirst(digits.count).drop { $0 == " " }
    guard let count = Value(number: Text(digits))?.double, count.isFinite, count < 1e9 else { return nil }
    self.count = count
    switch word {
    case "s", "second", "seconds": unit = .elapsed(1)
    case "m", "min", "minute", "minutes": unit = .elapsed(60)
    case "h", "hour", "hours": unit = .elapsed(3600)
    case "d", "day", "days": unit = .days(1)
    case "w", "week", "weeks": unit = .days(7)
    case "month", "months": unit = .months(1)
    case "year", "years": unit = .months(12)
    default: return nil
    }
    if case .elapsed = unit { return }
    guard count == count.rounded(), count < 1e6 else { return nil }
  }

  /// Shifts a point in time forwards (sign 1) or backwards (-1). Days and longer units keep the wall-clock time of the
  /// zone; a day that does not exist in the month becomes its last day.
  func shift(_ seconds: Double, by sign: Int, in zone: Zone) -> Double {
    let whole = Int(seconds.rounded(.down))
    let offset = zone.offset(at: whole)
    let wall = whole + offset
    let shifted: Int
    switch unit {
    case .elapsed(let length): return seconds + Double(sign) * count * length
    case .days(let days): shifted = wall + sign * Int(count) * days * 86_400
    case .months(let months): shifted = TimeSpan.wall(wall, months: sign * Int(count) * months)
    }
    return Double(zone.moment(ofWall: shifted, preferring: offset)) + (seconds - Double(whole))
  }

  private static func wall(_ wall: Int, months: Int) -> Int {
    let time = (wall % 86_400 + 86_400) % 86_400
    let date = GregorianCalendar.date(ofDay: (wall - time) / 86_400)
    let start = GregorianCalendar.day(year: date.year, month: date.month + months, day: 1)
    let first = GregorianCalendar.date(ofDay: start)
    let length = GregorianCalendar.days(inMonth: first.month, of: first.year)
    return (start + min(date.day, length) - 1) * 86_400 + time
  }
}

extension TimeSpan {
  /// Returns the seconds of a number, or of a text in one of the units below; nil for other values.
  public static func seconds(of value: Value) -> Double? {
    if let number = value.double { return number >= 0 ? number : nil }
    return try? seconds(value)
  }

  /// Returns the seconds of a span in `s`, `m`, `h`, `d` (24 hours) or `w`, for `ago`.
  static func seconds(_ value: Value) throws(Thrown) -> Double {
    guard let text = value.text?.string, let unit = text.unicodeScalars.last,
      let count = Value(number: Text(String(text.unicodeScalars.dropLast())))?.double, count >= 0
    else { throw unknown(value) }
    switch unit {
    case "s": return count
    case "m": return count * 60
    case "h": return count * 3600
    case "d": return count * 86_400
    case "w": return count * 604_800
    default: throw unknown(value)
    }
  }

  private static func unknown(_ value: Value) -> Thrown {
    Thrown(.operand(value, "is not a time span such as \"7d\" (s m h d w)"))
  }
}
