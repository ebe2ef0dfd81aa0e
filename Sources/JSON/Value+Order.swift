extension Value: Comparable {
  /// Whether both values are equal, regardless of the key order of objects.
  public static func == (left: Value, right: Value) -> Bool {
    if let isEqual = left.scalarOrder(to: right) { return isEqual == 0 }
    return ContainerOrder.isEqual(left, right, deepest: Int.max) ?? false
  }

  /// Compares values in jq's order.
  public static func < (left: Value, right: Value) -> Bool { left.compare(to: right) < 0 }

  /// Compares values in jq's order; negative, zero or positive. NaN is less than every number, including itself.
  public func compare(to other: Value) -> Int {
    scalarOrder(to: other) ?? ContainerOrder.compare(self, other)
  }

  /// Compares values in jq's order; nil if it takes more than `deepest` levels: jq's "Comparison too deep".
  public func comparison(with other: Value, deepest: Int = 10_000) -> Int? {
    scalarOrder(to: other) ?? ContainerOrder.order(self, other, deepest: deepest)
  }

  /// Whether both values are equal; nil if it takes more than `deepest` levels: jq's "Equality check too deep".
  public func equality(with other: Value, deepest: Int = 10_000) -> Bool? {
    if let order = scalarOrder(to: other) { return order == 0 }
    return ContainerOrder.isEqual(self, other, deepest: deepest)
  }

  /// Compares two values, unless both are arrays or both are objects; nil for those.
  @inlinable func scalarOrder(to other: Value) -> Int? {
    switch (self, other) {
    case (.number(let left), .number(let right)):
      return left < right || left.isNaN ? -1 : left == right ? 0 : 1
    case (.small, .small), (.small, .text), (.text, .small), (.text, .text):
      guard let left = text, let right = other.text else { return 0 }
      return left.compare(to: right)
    case (.literal(let left), .literal(let right)): return left.compare(to: right)
    default: break
    }
    let (left, right) = (kind, other.kind)
    if left != right { return left < right ? -1 : 1 }
    if left == .number { return Value.number(double ?? 0).scalarOrder(to: .number(other.double ?? 0)) }
    return left < .array ? 0 : nil
  }
}
