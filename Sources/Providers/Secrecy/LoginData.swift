import HTTP
import JSON

/// The data of a login call. Everything is secret except the names that identify the user.
enum LoginData {
  /// Whether a member identifies the user: `email`, `username`.
  static func isOpen(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["mail", "user"].contains(where: name.contains)
  }

  /// The strings and numbers that are secret.
  static func secrets(in data: Object) -> [Secret] { secrets(in: Value(data), depth: 0) }

  private static func secrets(in value: Value, depth: Int) -> [Secret] {
    if value.kind == .string { return value.plainText.isEmpty ? [] : [Secret(value.plainText)] }
    if value.kind == .number { return [Secret(value.json())] }
    guard depth < 8 else { return [] }
    if let elements = value.array { return elements.flatMap { secrets(in: $0, depth: depth + 1) } }
    return (value.object ?? [:]).flatMap { key, value in
      isOpen(key.string) ? [] : secrets(in: value, depth: depth + 1)
    }
  }

  /// The body of a login, `{method, data}`, for display.
  static func shown(_ body: Value) -> Value {
    guard var members = body.object else { return body }
    for (key, value) in members where key != "method" {
      members[key] = value.object.map { Value(hidden($0)) } ?? Value(Redactor.mark)
    }
    return Value(members)
  }

  private static func hidden(_ data: Object) -> Object {
    var shown = data
    for (key, value) in data where !isOpen(key.string) && !value.isNull && value.bool == nil {
      shown[key] = Value(Redactor.mark)
    }
    return shown
  }
}
