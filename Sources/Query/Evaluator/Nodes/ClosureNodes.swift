import JSON

/// A call of a closure argument.
final class ClosureNode: Node, @unchecked Sendable {
  let levels: Int
  let slot: Int

  init(levels: Int, slot: Int) {
    self.levels = levels
    self.slot = slot
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let closure = frame.outer(levels).closure(slot).pointee
    return try closure.node.guaranteed { (node) throws(Thrown) in
      try node.run(input.take(), closure.frame, yield)
    }
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    let closure = frame.outer(levels).closure(slot).pointee
    return try closure.node.guaranteed { (node) throws(Thrown) in
      try node.allButLast(input.take(), closure.frame, &last, yield)
    }
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let closure = frame.outer(levels).closure(slot).pointee
    let tracked = input
    return try closure.node.guaranteed { (node) throws(Thrown) in
      try node.paths(tracked, closure.frame, yield)
    }
  }
}

/// A filter that binds variables and may be re-entered while it runs; every activation has its own frame.
final class FramedNode: Node, @unchecked Sendable {
  let body: Node
  let variables: Int

  init(_ body: Node, variables: Int) {
    self.body = body
    self.variables = variables
    super.init(isScalar: body.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    let (own, mark) = open(frame)
    defer { close(own, mark) }
    return try body.one(input, own)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let (own, mark) = open(frame)
    defer { close(own, mark) }
    return try body.run(input, own, yield)
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    let (own, mark) = open(frame)
    defer { close(own, mark) }
    return try body.allButLast(input, own, &last, yield)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let (own, mark) = open(frame)
    defer { close(own, mark) }
    return try body.paths(input, own, yield)
  }

  @inline(__always) private func open(_ frame: Frame) -> (Frame, Machine.Mark) {
    let machine = frame.machine
    let mark = machine.pointee.mark
    return (Frame.push(machine, outer: frame, closures: 0, variables: variables), mark)
  }

  @inline(__always) private func close(_ own: Frame, _ mark: Machine.Mark) {
    own.release(closures: 0, variables: variables)
    own.machine.pointee.reset(to: mark)
  }
}
