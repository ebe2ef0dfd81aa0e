import JSON

/// `-expr`
final class NegateNode: Node, @unchecked Sendable {
  let operand: Node
  let place: Place

  init(_ operand: Node, _ place: Place) {
    self.operand = operand
    self.place = place
    super.init(isScalar: operand.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Thrown) { return try Arithmetic.negate(try operand.one(input, frame)) } catch { throw error.at(place) }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    return try operand.run(input, frame) { (value: consuming Value) throws(Thrown) in
      let result: Value
      do throws(Thrown) { result = try Arithmetic.negate(value) } catch { throw error.at(place) }
      return try yield(result)
    }
  }
}

/// A binary operator; the right operand is evaluated first and is the outer loop.
final class OperatorNode: Node, @unchecked Sendable {
  let symbol: BinaryOperator
  let left: Node
  let right: Node
  let place: Place
  /// The right operand, if it is a constant number.
  private let constant: Double?
  /// Whether the right operand does not depend on the input.
  private let isRightFree: Bool

  init(_ symbol: BinaryOperator, _ left: Node, _ right: Node, _ place: Place) {
    self.symbol = symbol
    self.left = left
    self.right = right
    self.place = place
    if let literal = right as? LiteralNode, case .number(let number) = literal.value {
      constant = number
    } else {
      constant = nil
    }
    isRightFree = right is LiteralNode || right is VariableNode
    super.init(isScalar: left.isScalar && right.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    if let constant {
      let a = try left.one(input, frame)
      if case .number(let number) = a, let result = OperatorNode.quick(symbol, number, constant) { return result }
      return try apply(a, .number(constant), frame)
    }
    if isRightFree {
      let b = try right.one(.null, frame)
      return try combine(try left.one(input, frame), b, frame)
    }
    let b = try right.one(copy input, frame)
    return try combine(try left.one(input, frame), b, frame)
  }

  @inline(__always) private func combine(_ a: consuming Value, _ b: consuming Value, _ frame: Frame) throws(Thrown)
    -> Value
  {
    if case .number(let x) = a, case .number(let y) = b, let result = OperatorNode.quick(symbol, x, y) {
      return result
    }
    return try apply(a, b, frame)
  }

  /// The fast path for doubles.
  @inline(__always) private static func quick(_ symbol: BinaryOperator, _ a: Double, _ b: Double) -> Value? {
    switch symbol {
    case .add: .number(a + b)
    case .subtract: .number(a - b)
    case .multiply: .number(a * b)
    case .divide: b == 0 ? Optional.none : .number(a / b)
    case .equal: .bool(a == b)
    case .notEqual: .bool(a != b)
    case .less: .bool(a < b || a.isNaN)
    case .lessOrEqual: .bool(a <= b || a.isNaN)
    case .greater: .bool(!(a <= b || a.isNaN))
    case .greaterOrEqual: .bool(!(a < b || a.isNaN))
    case .remainder: remainder(a, b)
    case .and, .or, .alternative: Optional.none
    }
  }

  private static func remainder(_ a: Double, _ b: Double) -> Value? {
    guard a >= 0, a < 0x1p53, b >= 1, b < 0x1p53 else { return nil }
    let (dividend, divisor) = (UInt64(a), UInt64(b))
    if dividend | divisor < 1 << 32 {
      return .number(Double(UInt32(truncatingIfNeeded: dividend) % UInt32(truncatingIfNeeded: divisor)))
    }
    return .number(Double(dividend % divisor))
  }

  @inline(never) private func apply(
    _ a: consuming Value, _ b: consuming Value, _ frame: Frame
  ) throws(Thrown) -> Value {
    do throws(Thrown) {
      let result = try OperatorNode.apply(symbol, a, b)
      try frame.count(result)
      return result
    } catch { throw error.at(place) }
  }

  /// Applies an operator to two values; for `and`, `or` and `//`, as if both operands were evaluated.
  static func apply(_ symbol: BinaryOperator, _ a: consuming Value, _ b: consuming Value) throws(Thrown) -> Value {
    switch symbol {
    case .add: try Arithmetic.add(a, b)
    case .subtract: try Arithmetic.subtract(a, b)
    case .multiply: try Arithmetic.multiply(a, b)
    case .divide: try Arithmetic.divide(a, b)
    case .remainder: try Arithmetic.remainder(a, b)
    case .equal: .bool(try Order.isEqual(a, b))
    case .notEqual: .bool(!(try Order.isEqual(a, b)))
    case .less: .bool(try Order.compare(a, b) < 0)
    case .lessOrEqual: .bool(try Order.compare(a, b) <= 0)
    case .greater: .bool(try Order.compare(a, b) > 0)
    case .greaterOrEqual: .bool(try Order.compare(a, b) >= 0)
    case .and: .bool(a.isTruthy && b.isTruthy)
    case .or: .bool(a.isTruthy || b.isTruthy)
    case .alternative: a.isTruthy ? a : b
    }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    let value = input
    return try right.run(value, frame) { (b: consuming Value) throws(Thrown) in
      let b = b
      return try left.run(value, frame) { (a: consuming Value) throws(Thrown) in try yield(try combine(a, b, frame)) }
    }
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var value = input.take()
    var operand: Value?
    var signal = try right.allButLast(value, frame, &operand) { (b: consuming Value) throws(Thrown) in
      let b = b
      return try left.run(value, frame) { (a: consuming Value) throws(Thrown) in try yield(try combine(a, b, frame)) }
    }
    guard signal == .proceed, let operand = operand.take() else { return signal }
    var first: Value?
    signal = try left.allButLast(value.take(), frame, &first) { (a: consuming Value) throws(Thrown) in
      try yield(try combine(a, operand, frame))
    }
    if signal == .proceed, let first = first.take() { last = try combine(consume first, operand, frame) }
    return signal
  }
}

/// `left and right`, `left or right`; the left operand is the outer loop.
final class LogicNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  /// The value of the left operand for which the right one is evaluated: true for `and`.
  let goesOn: Bool

  init(_ left: Node, _ right: Node, isAnd: Bool) {
    self.left = left
    self.right = right
    goesOn = isAnd
    super.init(isScalar: left.isScalar && right.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    guard try left.one(copy input, frame).isTruthy == goesOn else { return .bool(!goesOn) }
    return .bool(try right.one(input, frame).isTruthy)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    let value = input
    return try left.run(value, frame) { (first: consuming Value) throws(Thrown) in
      guard first.isTruthy == goesOn else { return try yield(.bool(!goesOn)) }
      return try right.run(value, frame) { (second: consuming Value) throws(Thrown) in
        try yield(.bool(second.isTruthy))
      }
    }
  }
}

/// `left // right`
final class AlternativeNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node

  init(_ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    super.init(isScalar: left.isScalar && right.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    let first = try left.one(copy input, frame)
    return first.isTruthy ? first : try right.one(input, frame)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    var found = false
    let signal = try left.run(copy input, frame) { (value: consuming Value) throws(Thrown) in
      guard value.isTruthy else { return .proceed }
      found = true
      return try yield(value)
    }
    return found || signal != .proceed ? signal : try right.run(input, frame, yield)
  }

  override func tailRun(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    var found = false
    let signal = try left.run(copy input, frame) { (value: consuming Value) throws(Thrown) in
      guard value.isTruthy else { return .proceed }
      found = true
      return try yield(value)
    }
    return found || signal != .proceed ? signal : try right.tailRun(input, frame, yield)
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    if left.isScalar {
      let first = try left.one(copy input, frame)
      guard !first.isTruthy else {
        last = first
        return .proceed
      }
      return try right.allButLast(input, frame, &last, yield)
    }
    var found = false
    let signal = try left.run(copy input, frame) { (value: consuming Value) throws(Thrown) in
      guard value.isTruthy else { return .proceed }
      found = true
      return try yield(value)
    }
    return found || signal != .proceed ? signal : try right.allButLast(input, frame, &last, yield)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    var found = false
    let signal = try left.paths(tracked, frame) { (value: consuming Tracked) throws(Thrown) in
      guard value.current.isTruthy else { return .proceed }
      found = true
      return try yield(value)
    }
    return found || signal != .proceed ? signal : try right.paths(tracked, frame, yield)
  }
}
