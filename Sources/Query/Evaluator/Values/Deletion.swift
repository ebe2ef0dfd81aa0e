import JSON

/// Deletes the values at paths: jq's `delpaths`.
enum Deletion {
  /// Deletes all paths, last ones first, so that earlier paths stay valid.
  static func delete(_ value: consuming Value, paths: [Value]) throws(Thrown) -> Value {
    var lists: [[Value]] = []
    for path in paths {
      guard let keys = path.array else {
        throw Thrown(.text("Path must be specified as array, not \(path.typeName)"))
      }
      guard keys.count <= Paths.deepest else { throw Thrown(.text("Path too deep")) }
      lists.append(keys)
    }
    if lists.isEmpty { return value }
    if lists.contains(where: \.isEmpty) { return .null }
    let order = try Order.sorted(lists.map { Value($0) })
    var result = value
    try delete(&result, order.map { lists[$0] }[...], depth: 0)
    return result
  }

  /// Deletes sorted paths that share their first `depth` keys.
  private static func delete(_ value: inout Value, _ paths: ArraySlice<[Value]>, depth: Int) throws(Thrown) {
    var doomed: [Value] = []
    var end = paths.endIndex
    while end > paths.startIndex {
      let key = paths[end - 1][depth]
      var start = end - 1
      while start > paths.startIndex, paths[start - 1][depth] == key { start -= 1 }
      let group = paths[start..<end]
      end = start
      if group.contains(where: { $0.count == depth + 1 }) {
        doomed.append(key)
      } else {
        try descend(&value, key, group, depth: depth)
      }
    }
    try delete(&value, keys: doomed.reversed())
  }

  private static func descend(
    _ value: inout Value, _ key: Value, _ paths: ArraySlice<[Value]>, depth: Int
  ) throws(Thrown) {
    if try Access.get(value, key).isNull { return }
    _ = try Paths.change(&value, key) { (inner: inout Value) throws(Thrown) in
      try delete(&inner, paths, depth: depth + 1)
      return .proceed
    }
  }

  /// Deletes keys from a container.
  private static func delete(_ value: inout Value, keys: [Value]) throws(Thrown) {
    guard !keys.isEmpty, !value.isNull else { return }
    switch value.kind {
    case .array: try deleteElements(&value, keys)
    case .object: try deleteMembers(&value, keys)
    case .null, .false, .true, .number, .string: throw Thrown(.text("Cannot delete fields from \(value.typeName)"))
    }
  }

  private static func deleteMembers(_ value: inout Value, _ keys: [Value]) throws(Thrown) {
    guard var object = value.takeObject() else { return }
    defer { value = .object(object) }
    for key in keys {
      guard let name = key.text else { throw Thrown(.text("Cannot delete \(key.typeName) field of object")) }
      object.removeValue(forKey: name)
    }
  }

  private static func deleteElements(_ value: inout Value, _ keys: [Value]) throws(Thrown) {
    guard var elements = value.takeArray() else { return }
    defer { value = .array(elements) }
    var doomed = [Bool](repeating: false, count: elements.count)
    for key in keys {
      if let number = key.double {
        if let index = Access.index(number, count: elements.count) { doomed[index] = true }
      } else if let bounds = key.object {
        for index in try Slice(bounds).range(in: elements.count) { doomed[index] = true }
      } else {
        throw Thrown(.text("Cannot delete \(key.typeName) element of array"))
      }
    }
    var kept = 0
    for index in elements.indices where !doomed[index] {
      if kept != index { elements.swapAt(kept, index) }
      kept += 1
    }
    elements.removeLast(elements.count - kept)
  }
}
