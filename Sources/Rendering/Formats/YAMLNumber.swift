import JSON

/// A number as a YAML scalar that every reader recognises as a number: YAML 1.1 requires a point before an exponent.
struct YAMLNumber {
  private let value: Value

  init(_ value: Value) { self.value = value }

  var text: String {
    let text = value.json()
    guard let exponent = text.firstIndex(where: { $0 == "e" || $0 == "E" }), !text.contains(".") else { return text }
    return "\(text[..<exponent]).0\(text[exponent...])"
  }
}
