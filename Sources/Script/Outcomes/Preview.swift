import JSON

/// Formats values for messages.
enum Preview {
  /// A text with a mark for each line break, truncated to one line.
  static func oneLine(_ text: String) -> String {
    let line = String(text.prefix(200).map { $0.isNewline ? "⏎" : $0 })
    return text.count <= 200 ? line : line + "…"
  }

  /// Compact JSON, truncated to one line.
  static func text(_ value: Value) -> String {
    let text = value.json()
    return text.count <= 200 ? text : text.prefix(199) + "…"
  }
}
