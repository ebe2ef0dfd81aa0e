/// Names in forms for nested objects: `mail[subject]`.
enum BracketName {
  /// The path of a name: `mail[subject]` yields `mail`, `subject`; any other name is a single key. Empty brackets at
  /// the end only mark an array: `tag[]` yields `tag`.
  static func keys(_ name: String) -> [String] {
    guard let open = name.firstIndex(of: "["), open > name.startIndex, name.hasSuffix("]") else { return [name] }
    let inner = name[name.index(after: open)...].dropLast()
    let rest = inner.split(separator: "][", omittingEmptySubsequences: false).map(String.init)
    guard !rest.contains(where: { $0.contains("[") || $0.contains("]") }) else { return [name] }
    return [String(name[..<open])] + (rest.last == "" ? rest.dropLast() : rest)
  }

  /// The short name of an array parameter that calls may use: `tag` for `tag[]`; nil for any other name.
  static func ofSeveral(_ name: String) -> String? {
    name.hasSuffix("[]") && name.count > 2 ? String(name.dropLast(2)) : nil
  }

  /// The name of a nested member: `mail` and `subject` yield `mail[subject]`.
  static func nested(_ outer: String, _ key: String) -> String { "\(outer)[\(key)]" }
}
