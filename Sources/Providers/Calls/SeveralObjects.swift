import JSON
import Query

/// Whether the data of a call refers to several objects, so that there is no single target.
enum SeveralObjects {
  /// Detects `ids` in any spelling, an array under `id`, an array of objects with ids, and words for all.
  static func areNamed(in data: Value, depth: Int = 0) -> Bool {
    guard depth < 64 else { return true }
    if let object = data.object {
      return object.contains { name, value in
        areNamed(by: name.string, value) || areNamed(in: value, depth: depth + 1)
      }
    }
    guard let array = data.array else { return false }
    return array.contains { $0.object.map { hasID($0) } ?? false || areNamed(in: $0, depth: depth + 1) }
  }

  /// Whether a field refers to several objects: `ids`, `user_ids[]`, `id: [1, 2]`, `all: true`.
  static func areNamed(by name: String, _ value: Value) -> Bool {
    let words = Words.of(name)
    if words.contains("ids") || words.contains("uuids") { return true }
    if words.contains("id"), value.count != nil || name.contains("[") && name.hasSuffix("]") && name.contains("[]") {
      return true
    }
    return words.contains(where: allWords.contains) && value != .bool(false)
  }

  /// Whether the name of a method contains a word for all, by itself or as a suffix: `deleteAll`, `deleteall`.
  static func areNamed(byMethod name: String) -> Bool {
    Words.of(name).contains { allWords.contains($0) || $0.hasSuffix("all") }
  }

  private static func hasID(_ object: Object) -> Bool { object.keys.contains { Words.of($0.string).last == "id" } }

  private static let allWords: Set = ["all", "everything", "everyone", "every", "bulk", "batch", "many", "multiple"]
}
