import Calendar
import Diagnostics
import JSON
import Query

extension Parameter {
  /// Converts a value for the wire, if that loses nothing; otherwise throws.
  ///
  /// - Parameter zone: the time zone for times without one.
  func convert(_ value: Value, in zone: Zone? = nil) throws(Mistyped) -> Value {
    if value.isNull {
      // Elsewhere the value becomes a field, and `FieldNulls` refuses it.
      if isNullable, place == .body { return value }
      throw Mistyped.null(isRequired: isRequired)
    }
    if Placeholder.isIn(value) { return value }
    let converted = try type.convert(value, in: zone)
    if place == .path, converted.count != nil, arrays == .brackets {
      throw Mistyped("is one value, not \(value.article)", hint: "`.[]` goes through the values one by one")
    }
    if isNonempty, converted.text?.isEmpty == true {
      throw Mistyped(
        "must not be empty", hint: isRequired ? "give one that exists" : "omit it, or give one that exists")
    }
    try checkMinimum(converted)
    try checkChoice(converted)
    try checkPattern(converted)
    return converted
  }

  private func checkMinimum(_ value: Value) throws(Mistyped) {
    guard let minimum, let number = value.double, number < Double(minimum) else { return }
    throw Mistyped("must be at least \(minimum), not \(value.json())", hint: summary.isEmpty ? nil : summary)
  }

  private func checkChoice(_ value: Value) throws(Mistyped) {
    guard !choices.isEmpty else { return }
    let text = value.plainText
    guard !choices.contains(text) else { return }
    throw Mistyped.choice(text, among: choices)
  }

  private func checkPattern(_ value: Value) throws(Mistyped) {
    guard let pattern, let text = value.string, let expression = try? Regex(pattern) else { return }
    guard text.firstMatch(of: expression) == nil else { return }
    throw Mistyped("cannot be `\(text)`", hint: summary.isEmpty ? nil : summary)
  }
}

extension ParameterType {
  /// Converts a value for the wire.
  fileprivate func convert(_ value: Value, in zone: Zone?) throws(Mistyped) -> Value {
    switch self {
    case .any: return value
    case .object: if value.kind == .object { return value }
    case .id: if value.kind == .string || value.kind == .number { return value.plainWhole }
    // A number is probably an id rather than a name: a group called "3" is not group 3.
    case .string where value.kind == .number:
      throw Mistyped("is a string, not a number", hint: "write \"\(value.plainText)\" where that is meant")
    case .string: if value.kind < .array { return Value(value.plainText) }
    case .integer: if let number = value.asNumber, number.isWhole { return number.plainWhole }
    case .number: if let number = value.asNumber { return number }
    case .boolean: if let flag = value.asBoolean { return flag }
    case .url: if value.kind == .string { return try url(value) }
    case .email: if value.kind == .string { return try email(value) }
    case .time(let encoding): return try encoding.convert(value, in: zone)
    }
    throw Mistyped("is \(article), not \(value.article)", hint: advice)
  }

  private var advice: String? {
    self == .id ? "an id is a string or a number, such as `.id` of a response" : kind.advice
  }

  private var article: String { self == .id ? "an id" : kind.article }

  /// Checks a URL. An empty string removes a link.
  private func url(_ value: Value) throws(Mistyped) -> Value {
    let text = value.string ?? ""
    let isWhole = text.hasPrefix("https://") || text.hasPrefix("http://")
    guard text.isEmpty || isWhole, !text.contains(where: \.isWhitespace) else {
      throw Mistyped("is a url, not `\(text)`", hint: kind.advice)
    }
    return value
  }

  private func email(_ value: Value) throws(Mistyped) -> Value {
    let parts = (value.string ?? "").split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else {
      throw Mistyped("is an email address, not `\(value.plainText)`", hint: kind.advice)
    }
    return value
  }
}

extension Value {
  /// A string unchanged; JSON otherwise.
  var plainText: String { string ?? json() }

  /// The type with its article: `a string`, `an object`.
  var article: String {
    switch kind {
    case .null: "null"
    case .array, .object: "an \(typeName)"
    case .string: "`\(plainText)`"
    case .false, .true, .number: "a \(typeName)"
    }
  }

  /// A number, or the number in a string.
  var asNumber: Value? {
    let number = text.map { Value(number: $0) } ?? (kind == .number ? self : nil)
    return number?.double?.isFinite == true ? number : nil
  }

  /// A whole number without decimal point and exponent, however it was written.
  var plainWhole: Value { int.map { Value($0) } ?? self }

  var isWhole: Bool { double.map { $0 == $0.rounded() } ?? false }

  fileprivate var asBoolean: Value? {
    switch plainText {
    case "true": .bool(true)
    case "false": .bool(false)
    default: nil
    }
  }
}
