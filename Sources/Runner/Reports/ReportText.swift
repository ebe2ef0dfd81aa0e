import Calendar
import JSON

/// Formats values, numbers and times for reports.
enum ReportText {
  /// A string unchanged, an empty string for null, JSON otherwise.
  static func cell(_ value: Value) -> String { value.isNull ? "" : value.string ?? value.json() }

  /// The message of an error object; nil for null.
  static func message(_ error: Value) -> String? {
    error.isNull ? nil : error["message"]?.string ?? cell(error)
  }

  /// Seconds with three decimals: `12.345`.
  static func seconds(_ milliseconds: Double) -> String {
    let whole = Int(clamped(milliseconds).rounded())
    let fraction = String(whole % 1000)
    return "\(whole / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  /// A readable duration: `412 ms`, `3.2 s`, `3 min 12 s`, `2 h 5 min`.
  static func duration(_ milliseconds: Double) -> String {
    let whole = Int(clamped(milliseconds).rounded())
    let seconds = (whole + 500) / 1000
    switch whole {
    case ..<1000: return "\(whole) ms"
    case ..<9950: return "\((whole + 50) / 1000).\((whole + 50) / 100 % 10) s"
    case ..<59_500: return "\(seconds) s"
    case ..<3_599_500: return "\(seconds / 60) min \(seconds % 60) s"
    default: return "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
  }

  /// A number with thousands separators: `10,000`.
  static func count(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A number with a noun: `1 row`, `2 rows`.
  static func count(_ number: Int, _ noun: String) -> String { "\(count(number)) \(noun)\(number == 1 ? "" : "s")" }

  /// Date and time: `2026-11-21 03:39:36 UTC`.
  static func moment(_ seconds: Double) -> String {
    let text = ISOTime.text(seconds)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
  }

  /// Time of day: `03:39:36`.
  static func clock(_ seconds: Double) -> String { String(ISOTime.text(seconds).dropFirst(11).prefix(8)) }

  /// Truncates a long text and adds how much is missing.
  static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit, let end = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex),
      end < text.endIndex
    else { return text }
    return text[..<end] + "… (\(count(text[end...].count, "more character")))"
  }

  /// Clamps milliseconds to the range of an integer; negative ones, from a clock that was set back, become 0.
  private static func clamped(_ milliseconds: Double) -> Double {
    milliseconds.isFinite ? min(max(milliseconds, 0), 1e15) : 0
  }
}
