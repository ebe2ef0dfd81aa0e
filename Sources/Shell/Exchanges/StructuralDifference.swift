import HTTP
import JSON
import Rendering

/// The differences of two values: one line per path.
///
/// `~ .title: "old" → "new"` for changes, `- .events[2]: …` for parts only in the first value, `+ …` for parts only in
/// the second. Array elements are matched by `id` if all have one, otherwise by order.
struct StructuralDifference {
  private(set) var lines: [String] = []
  /// The number of texts that may differ, since both were redacted.
  private(set) var hidden = 0
  private let columns: Int

  init(_ old: Value, _ new: Value, columns: Int = 60) {
    self.columns = columns
    compare(old, new, at: "")
  }

  private mutating func compare(_ old: Value, _ new: Value, at path: String) {
    guard old != new else {
      hidden += Self.redacted(in: old)
      return
    }
    if let a = old.object, let b = new.object {
      for (key, value) in a {
        let place = path + Self.step(key.string)
        if let other = b[key] { compare(value, other, at: place) } else { add("-", place, value) }
      }
      for (key, value) in b where a[key] == nil { add("+", path + Self.step(key.string), value) }
    } else if let a = old.array, let b = new.array {
      compare(a, b, at: path)
    } else {
      lines.append("~ \(Self.shown(path)): \(preview(old, columns: columns)) → \(preview(new, columns: columns))")
    }
  }

  private mutating func compare(_ old: [Value], _ new: [Value], at path: String) {
    guard let a = Self.ids(old), let b = Self.ids(new) else { return compareInOrder(old, new, at: path) }
    let places = Dictionary(uniqueKeysWithValues: zip(b, new.indices))
    var found: Set<Int> = []
    for (index, id) in a.enumerated() {
      guard let other = places[id] else {
        add("-", "\(path)[\(index)]", old[index])
        continue
      }
      found.insert(other)
      compare(old[index], new[other], at: "\(path)[\(other)]")
    }
    for index in new.indices where !found.contains(index) { add("+", "\(path)[\(index)]", new[index]) }
    let common = a.filter { places[$0] != nil }
    if common != b.filter(Set(a).contains) { lines.append("~ \(Self.shown(path)): in another order") }
  }

  /// Compares arrays by order, without their common prefix and suffix.
  private mutating func compareInOrder(_ old: [Value], _ new: [Value], at path: String) {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
    let (removed, added) = (old[head..<(old.count - tail)], new[head..<(new.count - tail)])
    for (a, b) in zip(removed.indices, added.indices) { compare(old[a], new[b], at: "\(path)[\(b)]") }
    let common = min(removed.count, added.count)
    for index in removed.indices.dropFirst(common) { add("-", "\(path)[\(index)]", old[index]) }
    for index in added.indices.dropFirst(common) { add("+", "\(path)[\(index)]", new[index]) }
  }

  private mutating func add(_ mark: String, _ path: String, _ value: Value) {
    lines.append("\(mark) \(Self.shown(path)): \(preview(value, columns: columns))")
  }

  /// The ids of all elements; nil if one is missing or not unique.
  private static func ids(_ values: [Value]) -> [Value]? {
    let ids = values.compactMap { value -> Value? in
      guard let id = value.object?["id"], id.kind == .number || id.kind == .string else { return nil }
      return id
    }
    return ids.count == values.count && Set(ids).count == ids.count ? ids : nil
  }

  private static func redacted(in value: Value) -> Int {
    if let elements = value.array { return elements.reduce(0) { $0 + redacted(in: $1) } }
    if let members = value.object { return members.reduce(0) { $0 + redacted(in: $1.value) } }
    return value.string?.contains(Redactor.mark) == true ? 1 : 0
  }

  private static func step(_ key: String) -> String {
    key.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil ? "." + key : "[" + Value(key).json() + "]"
  }

  private static func shown(_ path: String) -> String { path.hasPrefix(".") ? path : "." + path }
}
