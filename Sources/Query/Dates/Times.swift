import Calendar
import JSON

/// The implementations of the time builtins.
enum Times {
  /// `time`
  static func time(_ input: Value, _ context: EvaluationContext) throws(Failure) -> Double {
    do throws(Moment.Fault) {
      return try Moment.seconds(input, in: context.timezone())
    } catch {
      throw failure(error, input, hint: "write `Z` or an offset, use `in_zone`, or set `timezone`")
    }
  }

  /// `in_zone(name)`: a text without a zone is a wall-clock time in that zone.
  static func text(_ input: Value, inZone name: Value, _ context: EvaluationContext) throws(Failure) -> Value {
    let zone = try zone(name, context)
    let seconds: Double
    do throws(Moment.Fault) {
      seconds = try Moment.seconds(input, in: zone)
    } catch {
      throw failure(error, input)
    }
    guard let text = ISOTime.text(seconds, offset: zone.offset(at: Int(seconds.rounded(.down)))) else {
      throw Failure(.script, "\(input.excerpt) is not a time in the years 1 to 9999")
    }
    return Value(text)
  }

  /// `later(span)` and `earlier(span)`, with the sign of the direction.
  static func shift(
    _ input: Value, by span: Value, _ sign: Int, _ context: EvaluationContext
  ) throws(Failure) -> Value {
    guard let length = span.string.flatMap({ TimeSpan($0) }) else {
      throw Failure(
        .script, "\(span.excerpt) is not a span of time",
        hint: "write a number and s, m, h, d, w, month or year, such as \"7d\" or \"1 month\"")
    }
    let seconds = try time(input, context)
    return .number(length.shift(seconds, by: sign, in: context.timezone() ?? .utc))
  }

  private static func zone(_ value: Value, _ context: EvaluationContext) throws(Failure) -> Zone {
    guard let zones = context.zones else { throw Failure(.script, "time zones cannot be read here") }
    guard let name = value.string else {
      throw Failure(.script, "the zone is a string, not \(value.typeName)", hint: "such as \"Europe/Amsterdam\"")
    }
    if let zone = zones[name] { return zone }
    throw Failure(.script, "unknown time zone `\(name)`", hint: zones.advice(for: name))
  }

  private static func failure(_ fault: Moment.Fault, _ input: Value, hint: String? = nil) -> Failure {
    switch fault {
    case .unknown:
      Failure(
        .script, "\(input.typeName) (\(input.excerpt)) is not a time",
        hint: input.isNull
          ? "`now` is the current time" : "write seconds since 1970 or ISO 8601, such as \"2026-01-31T12:00:00Z\"")
    case .noZone: Failure(.script, "\(input.excerpt) has no time zone", hint: hint)
    case .skipped(let zone):
      Failure(
        .script, "\(input.excerpt) does not exist in \(zone.name): clocks are put forward",
        hint: "write the time with an offset")
    }
  }
}
