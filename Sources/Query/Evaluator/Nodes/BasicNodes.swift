import JSON

/// `.`
final class IdentityNode: Node, @unchecked Sendable {
  init() { super.init(isScalar: true) }

  override func one(_ input: consuming Value, _ frame: Frame) -> Value { input }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try yield(input)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    try yield(input)
  }

  override var canUpdate: Bool { true }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    try change(&value)
  }
}

/// A constant.
final class LiteralNode: Node, @unchecked Sendable {
  let value: Value

  init(_ value: Value) {
    self.value = value
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) -> Value { value }

  /// A number or string literal is never the value at the path, as in jq.
  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    guard value.kind == .number || value.kind == .string else { return try yield(input.with(value)) }
    return try yield(Tracked(path: input.path, place: input.place, other: .some(value)))
  }
}

/// `$name`
final class VariableNode: Node, @unchecked Sendable {
  let levels: Int
  let slot: Int

  init(levels: Int, slot: Int) {
    self.levels = levels
    self.slot = slot
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) -> Value {
    levels == 0 ? frame.variable(slot).pointee : frame.outer(levels).variable(slot).pointee
  }
}

/// `empty`
final class EmptyNode: Node, @unchecked Sendable {
  init() { super.init(isScalar: false) }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) -> Signal { .proceed }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) -> Signal { .proceed }
}

/// `left | right`
final class PipeNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node

  init(_ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    super.init(isScalar: left.isScalar && right.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    try right.one(try left.one(input, frame), frame)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if left.isScalar { return try right.run(try left.one(input, frame), frame, yield) }
    if right.isScalar {
      return try left.run(input, frame) { (value: consuming Value) throws(Thrown) in
        try yield(try right.one(value, frame))
      }
    }
    return try left.run(input, frame) { (value: consuming Value) throws(Thrown) in
      try right.run(value, frame, yield)
    }
  }

  override func tailOne(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    try right.tailOne(try left.one(input, frame), frame)
  }

  override func tailRun(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if left.isScalar { return try right.tailRun(try left.one(input, frame), frame, yield) }
    var last: Value?
    let signal = try left.allButLast(input, frame, &last) { (value: consuming Value) throws(Thrown) in
      try right.run(value, frame, yield)
    }
    guard signal == .proceed, let last = last.take() else { return signal }
    return try right.tailRun(consume last, frame, yield)
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var middle: Value?
    let signal = try left.allButLast(input, frame, &middle) { (value: consuming Value) throws(Thrown) in
      try right.run(value, frame, yield)
    }
    guard signal == .proceed, let middle = middle.take() else { return signal }
    return try right.allButLast(consume middle, frame, &last, yield)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    try left.paths(input, frame) { (value: consuming Tracked) throws(Thrown) in
      try right.paths(value, frame, yield)
    }
  }

  override var canUpdate: Bool { left.canUpdate && right.canUpdate }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    try left.update(&value, frame) { (inner: inout Value) throws(Thrown) in
      try right.update(&inner, frame, change)
    }
  }
}

/// `left, right`
final class CommaNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node

  init(_ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let signal = try left.run(copy input, frame, yield)
    return signal == .proceed ? try right.run(input, frame, yield) : signal
  }

  override func tailRun(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let signal = try left.run(copy input, frame, yield)
    return signal == .proceed ? try right.tailRun(input, frame, yield) : signal
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    let signal = try left.run(copy input, frame, yield)
    return signal == .proceed ? try right.allButLast(input, frame, &last, yield) : signal
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    let signal = try left.paths(tracked, frame, yield)
    return signal == .proceed ? try right.paths(tracked, frame, yield) : signal
  }
}
