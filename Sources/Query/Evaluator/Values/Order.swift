import JSON

/// Compares values as in jq; throws if they are nested too deeply.
enum Order {
  static func isEqual(_ left: Value, _ right: Value) throws(Thrown) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): return left == right
    case (.array, .array), (.object, .object), (.slice, _), (_, .slice), (.lazy, _), (_, .lazy):
      guard left.count == right.count else { return false }
      // As in jq, a container equals itself, whatever it contains.
      return Tracked.isSame(left, right) ? true : try compare(left, right, "Equality check too deep") == 0
    default: return left == right
    }
  }

  /// Returns a negative number, zero or a positive number.
  static func compare(_ left: Value, _ right: Value) throws(Thrown) -> Int {
    if case .number(let left) = left, case .number(let right) = right {
      if left < right { return -1 }
      if left == right { return 0 }
      if left > right { return 1 }
    }
    switch (left, right) {
    case (.array, .array), (.object, .object), (.slice, _), (_, .slice), (.lazy, _), (_, .lazy):
      return try compare(left, right, "Comparison too deep")
    default: return left.compare(to: right)
    }
  }

  private static func compare(_ left: Value, _ right: Value, _ message: String) throws(Thrown) -> Int {
    guard let order = left.comparison(with: right, deepest: Paths.deepest) else { throw Thrown(.text(message)) }
    return order
  }

  /// Returns the indices of the values in ascending order; the sort is stable.
  static func sorted(_ keys: [Value]) throws(Thrown) -> [Int] {
    var places = Array(keys.indices)
    guard places.count > 1 else { return places }
    do {
      try places.sort { (left, right) throws in
        // jq orders each of two NaN before the other, which keeps their order.
        if keys[left].double?.isNaN == true, keys[right].double?.isNaN == true { return left < right }
        let order = try compare(keys[left], keys[right])
        return order < 0 || (order == 0 && left < right)
      }
    } catch let error as Thrown {
      throw error
    } catch {
      throw Thrown(.text("Comparison too deep"))
    }
    return places
  }
}
