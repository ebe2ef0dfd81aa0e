import Glibc
import JSON

/// A recursive function: compiled once, with a frame for every activation.
final class Function: @unchecked Sendable {
  let name: String
  /// Set after the body is compiled, as the calls in it already refer to the function.
  fileprivate(set) var body: Node = EmptyNode()
  fileprivate(set) var closures = 0
  fileprivate(set) var variables = 0
  /// Whether every call has exactly one output; assumed until the body is known to differ.
  var isScalar = true

  init(name: String) { self.name = name }

  func complete(_ body: Node, closures: Int, variables: Int) {
    self.body = body
    self.closures = closures
    self.variables = variables
  }

  /// Breaks the reference cycle between the body and the calls in it.
  func discard() { body = EmptyNode() }

  var frameSize: Int { Frame.headerSize + (closures + variables) * Frame.slotSize }
}

/// An argument of a function call.
enum FunctionArgument {
  /// A filter of the calling frame.
  case closure(Node)
  /// A closure that was passed to the caller.
  case passed(levels: Int, slot: Int)
  /// A value for a variable of the new frame.
  case value(Node, slot: Int)
}

/// A call of a recursive function. Calls in tail position replace the running one.
final class CallNode: Node, @unchecked Sendable {
  let function: Function
  /// The number of frames from the caller out to the frame in which the function is defined.
  let levels: Int
  let arguments: [FunctionArgument]
  let place: Place
  /// The call site recorded in errors that leave the call.
  private let call: CallSite?
  private let hasScalarValues: Bool
  private let mayReplace: Bool

  init(_ function: Function, levels: Int, arguments: [FunctionArgument], _ place: Place, isTraced: Bool) {
    self.function = function
    self.levels = levels
    self.arguments = arguments
    self.place = place
    call = isTraced ? CallSite(function.name, place) : nil
    var areScalar = true
    var needsCaller = levels == 0
    for argument in arguments {
      switch argument {
      case .closure: needsCaller = true
      case .passed: break
      case .value(let node, _): areScalar = areScalar && node.isScalar
      }
    }
    hasScalarValues = areScalar
    mayReplace = areScalar && !needsCaller
    super.init(isScalar: function.isScalar && areScalar)
  }

  /// Pushes a frame and sets its closures.
  @inline(__always) private func open(_ frame: Frame) -> Frame {
    let machine = frame.machine
    let callee = Frame.push(
      machine, outer: frame.outer(levels), closures: function.closures, variables: function.variables)
    var slot = 0
    for argument in arguments {
      switch argument {
      case .closure(let node):
        callee.closure(slot).initialize(to: Closure(node: .passUnretained(node), frame: frame))
        slot += 1
      case .passed(let levels, let other):
        callee.closure(slot).initialize(to: frame.outer(levels).closure(other).pointee)
        slot += 1
      case .value: break
      }
    }
    return callee
  }

  /// Pushes a frame and sets its closures and values.
  @inline(__always)
  private func enter(_ input: borrowing Value, _ frame: Frame, _ mark: Machine.Mark) throws(Thrown) -> Frame {
    let callee = open(frame)
    for argument in arguments {
      if case .value(let node, let slot) = argument {
        do throws(Thrown) {
          callee.variable(slot).pointee = try node.one(copy input, frame)
        } catch {
          callee.release(closures: function.closures, variables: function.variables)
          frame.machine.pointee.reset(to: mark)
          throw error
        }
      }
    }
    return callee
  }

  private func guarded(_ frame: Frame) throws(Thrown) {
    try frame.tick()
    do throws(Thrown) { try frame.checkDepth() } catch { throw error.at(place) }
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    try guarded(frame)
    let machine = frame.machine
    let mark = machine.pointee.mark
    var callee = try enter(input, frame, mark)
    var block = machine.pointee.block
    var current = Unmanaged.passUnretained(function)
    while true {
      let result: Value
      do throws(Thrown) {
        result = try current.guaranteed { (function) throws(Thrown) in
          try function.body.tailOne(input.take(), callee)
        }
      } catch {
        CallNode.release(callee, current)
        machine.pointee.reset(to: mark)
        throw error.leaving(call)
      }
      CallNode.release(callee, current)
      guard machine.pointee.hasPending else {
        machine.pointee.reset(to: mark)
        return result
      }
      (current, callee, input) = CallNode.replace(callee, &block, machine)
      try Frame(base: callee.base).tick()
    }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    guard hasScalarValues else { return try runAll(input, frame, yield) }
    try guarded(frame)
    let machine = frame.machine
    let mark = machine.pointee.mark
    return try loop(try enter(input, frame, mark), input, mark, machine, yield)
  }

  private func loop(
    _ start: Frame, _ input: consuming Value, _ mark: Machine.Mark, _ machine: UnsafeMutablePointer<Machine>,
    _ yield: Yield
  ) throws(Thrown) -> Signal {
    var callee = start
    var block = machine.pointee.block
    var current = Unmanaged.passUnretained(function)
    while true {
      let signal: Signal
      do throws(Thrown) {
        signal = try current.guaranteed { (function) throws(Thrown) in
          try function.body.tailRun(input.take(), callee, yield)
        }
      } catch {
        CallNode.release(callee, current)
        machine.pointee.reset(to: mark)
        throw error.leaving(call)
      }
      CallNode.release(callee, current)
      guard signal == .tail else {
        machine.pointee.reset(to: mark)
        return signal
      }
      (current, callee, input) = CallNode.replace(callee, &block, machine)
      try callee.tick()
    }
  }

  @inline(__always) private static func release(_ frame: Frame, _ function: Unmanaged<Function>) {
    function._withUnsafeGuaranteedRef { frame.release(closures: $0.closures, variables: $0.variables) }
  }

  /// Moves the frame of the pending call into the place of the finished one, if both are in the same arena block.
  private static func replace(
    _ old: Frame, _ block: inout Int, _ machine: UnsafeMutablePointer<Machine>
  ) -> (Unmanaged<Function>, Frame, Value) {
    var call: Machine.TailCall?
    swap(&call, &machine.pointee.pending)
    guard let call else { return (.passUnretained(Function(name: "")), old, .null) }
    let size = call.function._withUnsafeGuaranteedRef { $0.frameSize }
    guard block == machine.pointee.block else {
      block = machine.pointee.block
      return (call.function, call.frame, call.input)
    }
    memmove(old.base, call.frame.base, size)
    machine.pointee.top = old.base + size
    return (call.function, old, call.input)
  }

  /// Makes one call for every combination of the values, with the first argument as the outermost loop.
  private func runAll(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let value = input
    return try combinations(value, frame, []) { (values) throws(Thrown) in
      try guarded(frame)
      let machine = frame.machine
      let mark = machine.pointee.mark
      let callee = open(frame)
      for (slot, value) in values { callee.variable(slot).pointee = value }
      return try loop(callee, value, mark, machine, yield)
    }
  }

  private func combinations(
    _ input: Value, _ frame: Frame, _ values: [(Int, Value)],
    _ body: ([(Int, Value)]) throws(Thrown) -> Signal
  ) throws(Thrown) -> Signal {
    let nodes = arguments.compactMap { if case .value(let node, let slot) = $0 { (node, slot) } else { nil } }
    guard values.count < nodes.count else { return try body(values) }
    let (node, slot) = nodes[values.count]
    return try node.run(input, frame) { (value: consuming Value) throws(Thrown) in
      try combinations(input, frame, values + [(slot, value)], body)
    }
  }

  override func tailOne(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    guard mayReplace else { return try one(input, frame) }
    try postpone(input, frame)
    return .null
  }

  override func tailRun(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    guard mayReplace else { return try run(input, frame, yield) }
    try postpone(input, frame)
    return .tail
  }

  private func postpone(_ input: consuming Value, _ frame: Frame) throws(Thrown) {
    let machine = frame.machine
    let callee = try enter(input, frame, machine.pointee.mark)
    machine.pointee.pending = Machine.TailCall(function: .passUnretained(function), frame: callee, input: input)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try combinations(tracked.current, frame, []) { (values) throws(Thrown) in
      try guarded(frame)
      let machine = frame.machine
      let mark = machine.pointee.mark
      let callee = open(frame)
      defer {
        callee.release(closures: function.closures, variables: function.variables)
        machine.pointee.reset(to: mark)
      }
      for (slot, value) in values { callee.variable(slot).pointee = value }
      return try function.body.paths(tracked, callee, yield)
    }
  }
}

extension Unmanaged {
  /// Uses the instance without reference counting.
  @inline(__always)
  func guaranteed<R>(_ body: (Instance) throws(Thrown) -> R) throws(Thrown) -> R {
    let result = _withUnsafeGuaranteedRef { instance -> Result<R, Thrown> in
      do throws(Thrown) { return .success(try body(instance)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}

extension Machine {
  @inline(__always) var hasPending: Bool { pending != nil }
}
