/// Templates with names in braces: `Bearer {token}`.
enum Template {
  /// The names, in order.
  static func names(_ text: String) -> [String] {
    var names: [String] = []
    _ = fill(text) { name in
      names.append(name)
      return ""
    }
    return names
  }

  /// The text with every name replaced by its value.
  static func fill(_ text: String, _ value: (String) throws -> String) rethrows -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      result += try value(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
