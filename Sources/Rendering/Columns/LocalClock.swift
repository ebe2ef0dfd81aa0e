import Calendar

/// Formats times in the local time zone, with their distance from now.
public struct LocalClock: Sendable {
  /// The current time, in Unix seconds.
  public var now: Double
  /// Returns the UTC offset at a point in time, in seconds east of UTC.
  public var offset: @Sendable (_ seconds: Int) -> Int

  /// Creates a clock.
  public init(now: Double, offset: @escaping @Sendable (_ seconds: Int) -> Int = { _ in 0 }) {
    self.now = now
    self.offset = offset
  }

  /// Formats a time: `2026-11-02 10:31, 27 d ago`; nil outside the range of four-digit years.
  func text(ofSeconds seconds: Double) -> String? {
    guard seconds.magnitude < 2.5e11 else { return nil }
    let moment = Int(seconds.rounded(.down))
    let wall = moment + offset(moment)
    let day = wall.quotientRoundedDown(by: 86_400)
    let (year, month, dayOfMonth) = GregorianCalendar.date(ofDay: day)
    guard 0...9999 ~= year else { return nil }
    let minute = (wall - day * 86_400) / 60
    let date = "\(year.digits(4))-\(month.digits(2))-\(dayOfMonth.digits(2))"
    return "\(date) \((minute / 60).digits(2)):\((minute % 60).digits(2)), \(distance(to: seconds))"
  }

  /// Parses an ISO 8601 text with a time of day. Without a zone, it is local time; nil for other texts.
  func seconds(of text: String) -> Double? {
    // Other lengths cannot be valid.
    guard 16...40 ~= text.utf8.count, let moment = ISOMoment(text), moment.hasClock else { return nil }
    return moment.seconds(offset: moment.offset ?? offset(moment.wall - offset(moment.wall)))
  }

  /// Formats the distance from now: `27 d ago`, `in 3 h`, `now`.
  func distance(to seconds: Double) -> String {
    let gap = seconds - now
    let length = gap.magnitude
    guard length >= 1 else { return "now" }
    let text =
      switch length {
      case ..<60: "\(Int(length)) s"
      case ..<3600: "\(Int(length / 60)) min"
      case ..<86_400: "\(Int(length / 3600)) h"
      case ..<(2 * 365 * 86_400): "\(Int(length / 86_400)) d"
      default: "\(Int(length / (365.2425 * 86_400))) y"
      }
    return gap > 0 ? "in \(text)" : "\(text) ago"
  }
}

extension Int {
  /// Decimal digits, padded with zeros to `count`.
  func digits(_ count: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, count - text.utf8.count)) + text
  }

  func quotientRoundedDown(by divisor: Int) -> Int { self / divisor - (self % divisor < 0 ? 1 : 0) }
}
