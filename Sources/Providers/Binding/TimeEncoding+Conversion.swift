import Calendar
import JSON
import Query

extension TimeEncoding {
  /// Unix seconds that are accepted as a time. Other numbers are probably milliseconds, or a missing `now`.
  private static let plausible = 631_152_000.0..<7_258_118_400.0

  /// Converts a time for the wire. A number is Unix seconds; a string is ISO 8601 or such a number.
  ///
  /// - Parameter zone: the time zone for strings without one.
  func convert(_ value: Value, in zone: Zone?) throws(Mistyped) -> Value {
    if let number = value.asNumber { return try travelling(number) }
    switch self {
    case .unix:
      guard let seconds = Int(exactly: try seconds(value, in: zone)) else {
        throw Mistyped("counts whole seconds, not \(value.json())", hint: "remove the fraction")
      }
      return Value(seconds)
    case .iso8601:
      let seconds = try seconds(value, in: zone)
      guard zone != nil, value.string.flatMap({ ISOMoment($0) })?.offset == nil else { return value }
      return Value(ISOTime.text(seconds))
    }
  }

  private func travelling(_ number: Value) throws(Mistyped) -> Value {
    guard let seconds = number.double, number.isWhole else {
      throw Mistyped("counts whole seconds, not \(number.json())", hint: "use `floor`")
    }
    guard TimeEncoding.plausible ~= seconds else {
      let isEarly = seconds < TimeEncoding.plausible.lowerBound
      throw Mistyped(
        "is \(isEarly ? "before 1990" : "after 2200"), since it counts seconds from 1970: \(number.json())",
        hint: isEarly ? "count from now, such as `now + 3600 | floor`" : "divide milliseconds by 1000")
    }
    switch self {
    case .unix: return number.plainWhole
    case .iso8601: return Value(ISOTime.text(seconds))
    }
  }

  private func seconds(_ value: Value, in zone: Zone?) throws(Mistyped) -> Double {
    guard let text = value.string else { throw mistyped(value.article) }
    do throws(Moment.Fault) {
      return try Moment.seconds(value, in: zone)
    } catch {
      switch error {
      case .unknown: throw mistyped("`\(text)`")
      case .noZone:
        throw Mistyped(
          "has no time zone: `\(text)`",
          hint: "add `Z` or an offset, write `\(value.json()) | in_zone(\"Europe/Amsterdam\")`, or set `timezone`")
      case .skipped(let zone):
        throw Mistyped(
          "does not exist in \(zone.name), where clocks are put forward: `\(text)`", hint: "write it with an offset")
      }
    }
  }

  private func mistyped(_ found: String) -> Mistyped {
    Mistyped("is a time, not \(found)", hint: ParameterSignature.Kind.time.advice)
  }
}
