import JSON

/// Plain scalars in the core schema of YAML 1.2 (chapter 10.3): `no`, `on` and dates are strings.
enum CoreScalar {
  static func value(_ text: String) -> Value {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: number(text) ?? Value(text)
    }
  }

  private static func number(_ text: String) -> Value? {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] where text.hasPrefix(prefix) {
      return Int(text.dropFirst(2), radix: radix).map { Value($0) }
    }
    let digits = text.first == "+" ? String(text.dropFirst()) : text
    let marks = "0123456789.eE+-"
    guard digits.contains(where: \.isNumber), digits.allSatisfy({ marks.contains($0) }), Double(digits) != nil else {
      return nil
    }
    // JSON does not allow leading zeros and points; parse those as a double.
    return Value(number: Text(digits)) ?? Double(digits).map { Value($0) }
  }
}
