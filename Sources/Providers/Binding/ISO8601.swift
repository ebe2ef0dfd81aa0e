import Calendar

/// Points in time as ISO 8601 texts: `2026-01-31`, `2026-01-31T12:00:00Z`, with a fraction or an offset.
enum ISO8601 {
  /// Seconds since 1970; nil for other texts. A text without an offset is in UTC.
  static func seconds(_ text: String) -> Double? {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
      let day = reader.number(2), GregorianCalendar.isDate(year: year, month: month, day: day)
    else { return nil }
    let start = Double(GregorianCalendar.day(year: year, month: month, day: day) * 86400)
    if reader.isAtEnd { return start }
    guard reader.take("T") || reader.take("t") || reader.take(" "), let time = time(&reader) else { return nil }
    return start + time
  }

  /// `2026-01-31T12:00:00Z`; nil for years that take more than four digits.
  static func text(_ seconds: Int) -> String? {
    guard seconds >= -62_167_219_200, seconds < 253_402_300_800 else { return nil }
    let days = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
    let time = seconds - days * 86400
    let date = GregorianCalendar.date(ofDay: days)
    func pad(_ number: Int, _ width: Int = 2) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(pad(date.year, 4))-\(pad(date.month))-\(pad(date.day))T"
      + "\(pad(time / 3600)):\(pad(time / 60 % 60)):\(pad(time % 60))Z"
  }

  private static func time(_ reader: inout DigitReader) -> Double? {
    guard let hour = reader.number(2), hour < 24, reader.take(":"), let minute = reader.number(2), minute < 60 else {
      return nil
    }
    var seconds = Double(hour * 3600 + minute * 60)
    if reader.take(":") {
      guard let second = reader.number(2), second < 61 else { return nil }
      seconds += Double(second)
      if reader.take(".") || reader.take(",") {
        guard let fraction = reader.fraction() else { return nil }
        seconds += fraction
      }
    }
    guard let offset = offset(&reader), reader.isAtEnd else { return nil }
    return seconds - offset
  }

  private static func offset(_ reader: inout DigitReader) -> Double? {
    if reader.isAtEnd || reader.take("Z") || reader.take("z") { return 0 }
    let sign: Double = reader.take("-") ? -1 : reader.take("+") ? 1 : 0
    guard sign != 0, let hours = reader.number(2), hours < 24 else { return nil }
    _ = reader.take(":")
    guard let minutes = reader.isAtEnd ? 0 : reader.number(2), minutes < 60 else { return nil }
    return sign * Double(hours * 3600 + minutes * 60)
  }
}

/// Reads fixed numbers of digits.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ mark: Character) -> Bool {
    guard rest.first == mark.asciiValue else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    rest = rest.dropFirst(width)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  mutating func fraction() -> Double? {
    let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    return Double("0." + String(decoding: digits, as: UTF8.self))
  }
}
