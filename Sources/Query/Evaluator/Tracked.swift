import JSON

/// A value in path mode: the current path, the value at that path, and the current value, which may be a different one.
struct Tracked {
  /// nil for the root.
  var path: PathStep?
  /// The value at the path.
  var place: Value
  /// The current value, if it differs from the one at the path.
  var other: Value?

  init(path: PathStep?, place: Value, other: Value? = nil) {
    self.path = path
    self.place = place
    self.other = other
  }

  var current: Value { other ?? place }

  /// Keeps the path and replaces the current value.
  func with(_ value: consuming Value) -> Tracked {
    if Tracked.isSame(value, place) { return Tracked(path: path, place: place) }
    return Tracked(path: path, place: place, other: .some(value))
  }

  /// Extends the path by a key.
  func stepping(_ key: Value, to value: Value) -> Tracked {
    Tracked(path: PathStep(key, after: path), place: value)
  }

  /// The keys of the path, as an array.
  var keys: [Value] { path?.keys ?? [] }

  /// Returns the path; throws if the current value is not the one at the path.
  func checked() throws(Thrown) -> [Value] {
    if let other { throw Thrown(.pathResult(other)) }
    return keys
  }

  /// Whether two values are identical: scalars by value, containers by identity.
  static func isSame(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.number(let left), .number(let right)): return left.bitPattern == right.bitPattern
    case (.literal(let left), .literal(let right)): return left === right
    case (.small(let left), .small(let right)): return left == right
    case (.text(let left), .text(let right)): return left === right
    case (.array(let left), .array(let right)):
      return left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { left.baseAddress == $0.baseAddress && left.count == $0.count }
      }
    case (.slice(let left), .slice(let right)): return left.isIdentical(to: right)
    case (.object(let left), .object(let right)): return left.isIdentical(to: right)
    case (.lazy(let left, let place), .lazy(let right, let other)): return left === right && place == other
    case (.null, _), (.bool, _), (.number, _), (.literal, _), (.small, _), (.text, _), (.array, _), (.slice, _),
      (.object, _), (.lazy, _):
      return false
    }
  }
}

/// A path as a linked list from its last key, so that paths can share their beginnings.
final class PathStep {
  let key: Value
  let before: PathStep?
  let depth: Int

  init(_ key: Value, after before: PathStep?) {
    self.key = key
    self.before = before
    depth = (before?.depth ?? 0) + 1
  }

  var keys: [Value] {
    var result = [Value](repeating: .null, count: depth)
    var step: PathStep? = self
    while let current = step {
      result[current.depth - 1] = current.key
      step = current.before
    }
    return result
  }
}
