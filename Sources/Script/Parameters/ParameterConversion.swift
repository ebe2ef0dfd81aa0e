import Calendar
import JSON

/// Parses the text of a parameter according to its type.
enum ParameterConversion {
  static func value(of text: String, as kind: Parameter.Kind) -> Value? {
    switch kind {
    case .string, .path, .secret: return Value(text)
    case .int: return number(text).flatMap { $0.int.map { Value($0) } }
    case .number: return number(text)
    case .bool: return Bool(text).map { Value($0) }
    case .date: return isDate(text) ? .some(Value(text)) : .none
    case .email: return isEmail(text) ? .some(Value(text)) : .none
    case .json: return try? Value.parse(text)
    }
  }

  /// A noun for values of the type.
  static func noun(for kind: Parameter.Kind) -> String {
    switch kind {
    case .string, .path, .secret: "text"
    case .int: "a whole number"
    case .number: "a number"
    case .bool: "true or false"
    case .date: "a date"
    case .email: "an email address"
    case .json: "JSON"
    }
  }

  /// An example of a value of the type.
  static func hint(for kind: Parameter.Kind) -> String? {
    switch kind {
    case .string, .path, .secret: nil
    case .int: "a whole number such as 12"
    case .number: "a number such as 2.5"
    case .bool: "true or false"
    case .date: "a date such as 2026-01-31, or 2026-01-31T10:00:00Z"
    case .email: "an address such as ada@example.com"
    case .json: "JSON, such as [1, 2] or {\"a\": true}"
    }
  }

  /// The type of a default.
  static func kind(of value: Value) -> Parameter.Kind {
    switch value.kind {
    case .string: .string
    case .number: .number
    case .false, .true: .bool
    case .null, .array, .object: .json
    }
  }

  private static func number(_ text: String) -> Value? {
    guard let value = try? Value.parse(text), value.kind == .number, value.double?.isFinite == true else { return nil }
    return value
  }

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains { $0.isWhitespace }
  }

  /// Whether a text is an ISO 8601 date that exists, with an optional time after `T`.
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let day = parts.first, isDay(day) else { return false }
    return parts.count == 1 || isTime(parts[1])
  }

  private static func isDay(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = digits(parts[0]), let month = digits(parts[1]),
      let day = digits(parts[2])
    else { return false }
    return GregorianCalendar.isDate(year: year, month: month, day: day)
  }

  private static func isTime(_ text: Substring) -> Bool {
    var clock = text
    if clock.hasSuffix("Z") {
      clock.removeLast()
    } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      guard isClock(clock[clock.index(after: sign)...].filter { $0 != ":" }, seconds: false) else { return false }
      clock = clock[..<sign]
    }
    let parts = clock.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, digits(parts[1]) == nil { return false }
    let pieces = (parts.first ?? "").split(separator: ":", omittingEmptySubsequences: false)
    return (2...3).contains(pieces.count) && isClock(pieces.joined(), seconds: pieces.count == 3)
  }

  private static func isClock(_ text: String, seconds: Bool) -> Bool {
    guard text.utf8.count == (seconds ? 6 : 4), let number = digits(text[...]) else { return false }
    let minutes = seconds ? number / 100 : number
    return minutes / 100 < 24 && minutes % 100 < 60 && (!seconds || number % 100 < 61)
  }

  private static func digits(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(text) : nil
  }
}
