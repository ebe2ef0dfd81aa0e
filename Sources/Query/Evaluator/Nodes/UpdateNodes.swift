import JSON

/// `paths |= change`: the first output replaces the value; without an output, the path is deleted after all other
/// changes.
final class ModifyNode: Node, @unchecked Sendable {
  let target: Node
  let change: Node
  let place: Place

  init(_ target: Node, _ change: Node, _ place: Place) {
    self.target = target
    self.change = change
    self.place = place
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    var value = input
    let signal = try Updating.update(&value, target, frame, place) { (inner: inout Value) throws(Thrown) in
      var current: Value = .null
      swap(&current, &inner)
      if change.isScalar {
        inner = try change.one(consume current, frame)
        return .proceed
      }
      return try first(consume current, &inner, frame)
    }
    if signal != .proceed { throw Thrown(.unwind(signal)) }
    return value
  }

  private func first(_ input: consuming Value, _ result: inout Value, _ frame: Frame) throws(Thrown) -> Signal {
    var output: Value?
    // Deletions come last: if later paths may lead into the value, it is kept until then.
    if !target.canUpdate { result = copy input }
    let signal = try change.run(input, frame) { (value: consuming Value) in
      output = value
      return .stop
    }
    guard let output else { return signal == .proceed ? .delete : signal }
    result = output
    return .proceed
  }
}

/// `paths = value` and `paths op= value`: once for every output of the value, which is evaluated on the input.
final class AssignNode: Node, @unchecked Sendable {
  let target: Node
  /// nil for a plain `=`.
  let symbol: BinaryOperator?
  let value: Node
  let place: Place

  init(_ target: Node, _ symbol: BinaryOperator?, _ value: Node, _ place: Place) {
    self.target = target
    self.symbol = symbol
    self.value = value
    self.place = place
    super.init(isScalar: value.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    let operand = try value.one(copy input, frame)
    return try assign(input, operand, frame)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    let original = input
    return try value.run(original, frame) { (operand: consuming Value) throws(Thrown) in
      try yield(try assign(original, operand, frame))
    }
  }

  private func assign(_ input: consuming Value, _ operand: Value, _ frame: Frame) throws(Thrown) -> Value {
    var result = input
    let signal = try Updating.update(&result, target, frame, place) { (inner: inout Value) throws(Thrown) in
      guard let symbol else {
        inner = operand
        return .proceed
      }
      var current: Value = .null
      swap(&current, &inner)
      inner = try combine(symbol, consume current, operand)
      try frame.count(inner)
      return .proceed
    }
    if signal != .proceed { throw Thrown(.unwind(signal)) }
    return result
  }

  @inline(__always)
  private func combine(_ symbol: BinaryOperator, _ a: consuming Value, _ b: Value) throws(Thrown) -> Value {
    do throws(Thrown) { return try OperatorNode.apply(symbol, a, b) } catch { throw error.at(place) }
  }
}

/// Changes the values at all paths of an expression.
enum Updating {
  /// Uses a single traversal if the expression supports it; otherwise changes path by path, with all paths taken from
  /// the original value.
  static func update(
    _ value: inout Value, _ target: Node, _ frame: Frame, _ place: Place, _ change: Change
  ) throws(Thrown) -> Signal {
    do throws(Thrown) {
      guard target.canUpdate else { return try updatePaths(&value, target, frame, change) }
      let signal = try target.update(&value, frame, change)
      if signal == .delete { value = .null }
      return signal == .delete || signal == .keep ? .proceed : signal
    } catch { throw error.at(place) }
  }

  /// Follows jq's own definition.
  static func updatePaths(
    _ value: inout Value, _ target: Node, _ frame: Frame, _ change: Change
  ) throws(Thrown) -> Signal {
    let original = Tracked(path: nil, place: value)
    var state: Value = .null
    swap(&state, &value)
    var doomed: [Value] = []
    let signal = try target.paths(original, frame) { (tracked: consuming Tracked) throws(Thrown) in
      let path = try tracked.checked()
      guard path.count <= Paths.deepest else { throw Thrown(.text("Path too deep")) }
      let signal = try Paths.change(&state, path: path[...]) { (inner: inout Value) throws(Thrown) in
        let signal = try change(&inner)
        return signal == .delete ? .keep : signal
      }
      guard signal == .keep else { return signal }
      doomed.append(Value(path))
      return .proceed
    }
    value = doomed.isEmpty ? state : try Deletion.delete(state, paths: doomed)
    return signal
  }
}
