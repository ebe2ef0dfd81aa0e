import JSON

/// `if condition then body else otherwise end`
final class IfNode: Node, @unchecked Sendable {
  let condition: Node
  let body: Node
  let otherwise: Node

  init(_ condition: Node, _ body: Node, _ otherwise: Node) {
    self.condition = condition
    self.body = body
    self.otherwise = otherwise
    super.init(isScalar: condition.isScalar && body.isScalar && otherwise.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    if try condition.one(copy input, frame).isTruthy { return try body.one(input, frame) }
    return try otherwise.one(input, frame)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if condition.isScalar {
      if try condition.one(copy input, frame).isTruthy { return try body.run(input, frame, yield) }
      return try otherwise.run(input, frame, yield)
    }
    let value = input
    return try condition.run(value, frame) { (decision: consuming Value) throws(Thrown) in
      if decision.isTruthy { return try body.run(value, frame, yield) }
      return try otherwise.run(value, frame, yield)
    }
  }

  override func tailOne(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    if try condition.one(copy input, frame).isTruthy { return try body.tailOne(input, frame) }
    return try otherwise.tailOne(input, frame)
  }

  override func tailRun(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    var value = input.take()
    var last: Value?
    let signal = try decide(value, frame, &last, yield)
    guard signal == .proceed, let last = last.take() else { return signal }
    return try branch(last).tailRun(value.take(), frame, yield)
  }

  /// Runs a branch for every output of the condition except the last.
  private func decide(
    _ value: Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    try condition.allButLast(value, frame, &last) { (decision: consuming Value) throws(Thrown) in
      try branch(decision).run(value, frame, yield)
    }
  }

  private func branch(_ decision: Value) -> Node { decision.isTruthy ? body : otherwise }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var value = input.take()
    var decision: Value?
    let signal = try decide(value, frame, &decision, yield)
    guard signal == .proceed, let decision = decision.take() else { return signal }
    return try branch(decision).allButLast(value.take(), frame, &last, yield)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try condition.run(tracked.current, frame) { (decision: consuming Value) throws(Thrown) in
      if decision.isTruthy { return try body.paths(tracked, frame, yield) }
      return try otherwise.paths(tracked, frame, yield)
    }
  }

  override var canUpdate: Bool { condition.isScalar && body.canUpdate && otherwise.canUpdate }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    if try condition.one(copy value, frame).isTruthy { return try body.update(&value, frame, change) }
    return try otherwise.update(&value, frame, change)
  }
}

/// `select(condition)`
final class SelectNode: Node, @unchecked Sendable {
  let condition: Node

  init(_ condition: Node) {
    self.condition = condition
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if condition.isScalar {
      return try condition.one(copy input, frame).isTruthy ? try yield(input) : .proceed
    }
    let value = input
    return try condition.run(value, frame) { (decision: consuming Value) throws(Thrown) in
      decision.isTruthy ? try yield(value) : .proceed
    }
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var value = input.take()
    var decision: Value?
    let signal = try condition.allButLast(value, frame, &decision) { (decision: consuming Value) throws(Thrown) in
      decision.isTruthy ? try yield(value) : .proceed
    }
    if signal == .proceed, decision?.isTruthy == true { last = value.take() }
    return signal
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try condition.run(tracked.current, frame) { (decision: consuming Value) throws(Thrown) in
      decision.isTruthy ? try yield(tracked) : .proceed
    }
  }

  override var canUpdate: Bool { condition.isScalar }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    try condition.one(copy value, frame).isTruthy ? try change(&value) : .proceed
  }
}
