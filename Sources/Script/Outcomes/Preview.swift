import JSON

/// Values in messages.
enum Preview {
  /// Compact JSON, cut to the length of a line.
  static func text(_ value: Value) -> String {
    let text = value.json()
    return text.count <= 200 ? text : text.prefix(199) + "…"
  }
}
