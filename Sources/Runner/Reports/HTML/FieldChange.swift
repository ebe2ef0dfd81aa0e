import JSON

/// A field before and after a write; nil on the side where it is missing.
struct FieldChange {
  /// The keys leading to it, joined by dots.
  let path: String
  let before: Value?
  let after: Value?
  let isChange: Bool

  /// Objects deeper than this are compared as a whole.
  private static let deepest = 6

  /// All fields in their order in `before`, then new ones. Arrays are compared as a whole.
  static func between(_ before: Value, _ after: Value) -> [FieldChange] {
    var changes: [FieldChange] = []
    collect(before, after, path: "", depth: 0, into: &changes)
    return changes
  }

  private static func collect(
    _ before: Value?, _ after: Value?, path: String, depth: Int, into changes: inout [FieldChange]
  ) {
    let isSame = before == after
    guard depth == 0 || !isSame, depth < deepest, let old = before?.object, let new = after?.object else {
      changes.append(FieldChange(path: path.isEmpty ? "value" : path, before: before, after: after, isChange: !isSame))
      return
    }
    for key in old.keys + new.keys.filter({ old[$0] == nil }) {
      collect(
        old[key], new[key], path: path.isEmpty ? key.string : "\(path).\(key.string)", depth: depth + 1, into: &changes)
    }
  }
}
