/// The names of forms that stand for nested objects: `mail[subject]`.
enum BracketName {
  /// The keys on the way: `mail[subject]` gives `mail`, `subject`; any other name is one key.
  static func keys(_ name: String) -> [String] {
    guard let open = name.firstIndex(of: "["), open > name.startIndex, name.hasSuffix("]") else { return [name] }
    let inner = name[name.index(after: open)...].dropLast()
    let rest = inner.split(separator: "][", omittingEmptySubsequences: false).map(String.init)
    guard !rest.contains(where: { $0.contains("[") || $0.contains("]") }) else { return [name] }
    return [String(name[..<open])] + rest
  }

  /// A name inside another: `mail` and `subject` give `mail[subject]`.
  static func nested(_ outer: String, _ key: String) -> String { "\(outer)[\(key)]" }
}
