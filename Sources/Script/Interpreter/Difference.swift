import JSON

/// The first difference between two values.
struct Difference {
  /// The path of the difference, such as `.[3].title`; `.` for the values themselves.
  private(set) var path = ""
  private var left: Value?
  private var right: Value?

  /// nil if the values are equal.
  init?(_ left: Value, _ right: Value) {
    guard left != right else { return nil }
    (self.left, self.right) = (left, right)
    while let (step, a, b) = step {
      path += path.isEmpty && !step.hasPrefix(".") ? "." + step : step
      (self.left, self.right) = (a, b)
    }
    if path.isEmpty { path = "." }
  }

  /// Both sides at that path, truncated to a line.
  var sides: (left: String, right: String) {
    guard let a = left?.string, let b = right?.string else { return (Self.text(left), Self.text(right)) }
    let common = zip(a.unicodeScalars, b.unicodeScalars).prefix { $0 == $1 }.count
    return (Self.text(a, behind: common), Self.text(b, behind: common))
  }

  /// The first element or member that differs.
  private var step: (String, Value?, Value?)? {
    if let a = left?.array, let b = right?.array {
      let count = max(a.count, b.count)
      return (0..<count).lazy.map { ($0, $0 < a.count ? a[$0] : Value?.none, $0 < b.count ? b[$0] : Value?.none) }
        .first { $0.1 != $0.2 }.map { ("[\($0.0)]", $0.1, $0.2) }
    }
    if let a = left?.object, let b = right?.object {
      for (key, value) in a where b[key] != value { return (Self.step(to: key), value, b[key]) }
      for (key, value) in b where a[key] == nil { return (Self.step(to: key), Value?.none, value) }
    }
    return nil
  }

  private static func step(to key: Text) -> String {
    let name = key.string
    let isName =
      name.utf8.allSatisfy { $0 == 0x5F || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
      && !(name.utf8.first.map { (0x30...0x39).contains($0) } ?? true)
    return "." + (isName ? name : Value(key).json())
  }

  private static func text(_ value: Value?) -> String { value.map(Preview.text) ?? "missing" }

  /// The part of a long string from shortly before the difference.
  private static func text(_ string: String, behind common: Int) -> String {
    let before = 20
    guard common > before else { return Preview.text(Value(string)) }
    return "…" + Preview.text(Value(String(string.unicodeScalars.dropFirst(common - before))))
  }
}
