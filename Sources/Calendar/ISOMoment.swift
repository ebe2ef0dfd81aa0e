/// A date, or a date and time, in ISO 8601: `2026-01-31`, `2026-01-31T12:00:00.520Z`, `20260131T120000+0100`.
///
/// A space may replace the `T`, as RFC 3339 allows.
public struct ISOMoment: Sendable, Equatable {
  /// The date and time of day as Unix seconds, as if in UTC.
  public let wall: Int
  /// The fraction of a second.
  public let fraction: Double
  /// The UTC offset in seconds, positive to the east; nil without a zone.
  public let offset: Int?
  /// Whether there is a time of day.
  public let hasClock: Bool

  /// Parses a complete text; nil for other texts and for dates that do not exist.
  public init?(_ text: some StringProtocol) {
    var reader = DigitReader(text)
    guard let year = reader.number(4) else { return nil }
    let isExtended = reader.take("-")
    guard let month = reader.number(2), reader.take("-") == isExtended, let day = reader.number(2),
      GregorianCalendar.isDate(year: year, month: month, day: day)
    else { return nil }
    let midnight = GregorianCalendar.day(year: year, month: month, day: day) * 86_400
    hasClock = !reader.isAtEnd
    guard hasClock else {
      (wall, fraction, offset) = (midnight, 0, nil)
      return
    }
    guard reader.take("T") || reader.take("t") || reader.take(" "), let clock = reader.clock(isExtended: isExtended),
      let suffix = reader.suffix(), reader.isAtEnd
    else { return nil }
    wall = midnight + clock.seconds
    fraction = clock.fraction
    offset =
      switch suffix {
      case .none: nil
      case .offset(let seconds): seconds
      }
  }

  /// Returns Unix seconds, interpreting the wall-clock time with a UTC offset in seconds.
  public func seconds(offset: Int) -> Double { Double(wall - offset) + fraction }
}

/// Reads numbers with a fixed number of digits.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ mark: Character) -> Bool {
    guard rest.first == mark.asciiValue else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    rest = rest.dropFirst(width)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Reads hours and minutes, with optional seconds and fraction.
  mutating func clock(isExtended: Bool) -> (seconds: Int, fraction: Double)? {
    guard let hour = number(2), hour < 24, take(":") == isExtended, let minute = number(2), minute < 60 else {
      return nil
    }
    let start = hour * 3600 + minute * 60
    let hasSeconds = isExtended ? take(":") : rest.first.map { 0x30...0x39 ~= $0 } ?? false
    guard hasSeconds else { return (start, 0) }
    guard let second = number(2), second < 61 else { return nil }
    guard take(".") || take(",") else { return (start + second, 0) }
    guard let fraction = fraction() else { return nil }
    return (start + second, fraction)
  }

  private mutating func fraction() -> Double? {
    let digits = rest.prefix { 0x30...0x39 ~= $0 }
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    return Double("0." + String(decoding: digits, as: UTF8.self))
  }

  enum Suffix {
    case none
    case offset(Int)
  }

  /// Reads the zone after the time of day; nil if it is invalid.
  mutating func suffix() -> Suffix? {
    if isAtEnd { return Suffix.none }
    if take("Z") || take("z") { return .offset(0) }
    let sign = take("-") ? -1 : take("+") ? 1 : 0
    guard sign != 0, let hours = number(2), hours < 24 else { return nil }
    _ = take(":")
    guard let minutes = isAtEnd ? 0 : number(2), minutes < 60 else { return nil }
    return .offset(sign * (hours * 3600 + minutes * 60))
  }
}
