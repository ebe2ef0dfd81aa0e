import JSON

/// A value in path mode: the path so far, the value there, and the value at hand, which need not be the one there.
struct Tracked {
  /// nil at the root.
  var path: PathStep?
  /// The value at the path.
  var place: Value
  /// The value at hand where it is another one than that at the path.
  var other: Value?

  init(path: PathStep?, place: Value, other: Value? = nil) {
    self.path = path
    self.place = place
    self.other = other
  }

  /// The value at hand.
  var current: Value { other ?? place }

  /// The same path with another value at hand.
  func with(_ value: consuming Value) -> Tracked {
    if Tracked.isSame(value, place) { return Tracked(path: path, place: place) }
    return Tracked(path: path, place: place, other: .some(value))
  }

  /// One step further.
  func stepping(_ key: Value, to value: Value) -> Tracked {
    Tracked(path: PathStep(key, after: path), place: value)
  }

  /// The keys of the path as an array.
  var keys: [Value] { path?.keys ?? [] }

  /// The path, if the value at hand is the one it leads to.
  func checked() throws(Thrown) -> [Value] {
    if let other { throw Thrown(.pathResult(other)) }
    return keys
  }

  /// Whether two values are one and the same: scalars by value, containers by identity.
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

/// A path as a list from its last key back, so that paths share their beginnings.
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
