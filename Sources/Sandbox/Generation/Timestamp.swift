import Calendar

/// Converts times to and from ISO 8601, in the Gregorian calendar and UTC.
enum Timestamp {
  /// The time around which data is generated: 2026-01-05T00:00:00Z.
  static let epoch = 1_767_571_200

  /// A text such as `2026-01-05T00:00:00Z`.
  static func text(_ seconds: Int) -> String {
    let (date, rest) = split(seconds)
    return "\(date)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  /// A text such as `2026-01-05T00:00:00.520Z`.
  static func precise(_ seconds: Double) -> String { ISOTime.text(seconds, .milliseconds) }

  /// A text such as `2026-01`.
  static func month(_ seconds: Int) -> String { String(split(seconds).date.dropLast(3)) }

  /// The Unix seconds of an ISO 8601 text with date, time and zone, or with only a date; nil for other texts.
  static func seconds(_ text: String) -> Int? {
    var reader = Reader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
      let day = reader.number(2), GregorianCalendar.isDate(year: year, month: month, day: day)
    else { return nil }
    let midnight = GregorianCalendar.day(year: year, month: month, day: day) * 86_400
    if reader.isAtEnd { return midnight }
    guard reader.take("T") || reader.take("t") || reader.take(" "), let time = reader.time(),
      let offset = reader.zone(), reader.isAtEnd
    else { return nil }
    return midnight + time - offset
  }

  private static func split(_ seconds: Int) -> (date: String, rest: Int) {
    let rest = ((seconds % 86_400) + 86_400) % 86_400
    return (date((seconds - rest) / 86_400), rest)
  }

  private static func date(_ day: Int) -> String {
    let date = GregorianCalendar.date(ofDay: day)
    return "\(four(date.year))-\(two(date.month))-\(two(date.day))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func four(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 4 - text.count)) + text
  }
}

/// Reads the parts of a timestamp from left to right.
private struct Reader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(truncatingIfNeeded: character.value) else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func number(_ digits: Int) -> Int? {
    let part = rest.prefix(digits)
    guard part.count == digits, part.allSatisfy({ (48...57).contains($0) }) else { return nil }
    rest = rest.dropFirst(digits)
    return part.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  /// Hours, minutes and seconds; a fraction is ignored.
  mutating func time() -> Int? {
    guard let hour = number(2), take(":"), let minute = number(2), hour < 24, minute < 60 else { return nil }
    var second = 0
    if take(":") {
      guard let read = number(2), read <= 60 else { return nil }
      second = read
      if take(".") { while number(1) != nil {} }
    }
    return hour * 3600 + minute * 60 + second
  }

  /// The offset of the zone in seconds east of UTC.
  mutating func zone() -> Int? {
    if take("Z") || take("z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hour = number(2), hour < 24 else { return nil }
    _ = take(":")
    guard let minute = isAtEnd ? 0 : number(2), minute < 60 else { return nil }
    return sign * (hour * 3600 + minute * 60)
  }
}
