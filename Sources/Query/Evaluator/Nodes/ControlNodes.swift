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
    guard condition.isScalar else { return try run(input, frame, yield) }
    if try condition.one(copy input, frame).isTruthy { return try body.tailRun(input, frame, yield) }
    return try otherwise.tailRun(input, frame, yield)
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

/// `try body catch handler`: what happens to the outputs further down is not caught.
final class TryNode: Node, @unchecked Sendable {
  let body: Node
  /// nil: errors are dropped.
  let handler: Node?

  init(_ body: Node, handler: Node?) {
    self.body = body
    self.handler = handler
    super.init(isScalar: body.isScalar && handler?.isScalar ?? false)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Thrown) {
      return try body.one(input, frame)
    } catch {
      guard let caught = error.fault.caught, let handler else { throw error }
      return try handler.one(caught, frame)
    }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if body.isScalar {
      let result: Value
      do throws(Thrown) {
        result = try body.one(input, frame)
      } catch {
        return try handle(error, frame, yield)
      }
      return try yield(result)
    }
    var downstream = Downstream()
    let signal: Signal
    do throws(Thrown) {
      signal = try body.run(input, frame) { (value: consuming Value) in
        let value = value
        return downstream.note { () throws(Thrown) in try yield(value) }
      }
    } catch {
      return try handle(error, frame, yield)
    }
    if let error = downstream.error { throw error }
    if signal == .proceed || downstream.hasStopped { return signal }
    return try handle(Thrown(.unwind(signal)), frame, yield)
  }

  private func handle(_ error: Thrown, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    guard error.fault.isCatchable else { throw error }
    guard let handler else { return .proceed }
    return try handler.run(error.fault.caught ?? .null, frame, yield)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    var downstream = Downstream()
    let signal: Signal
    do throws(Thrown) {
      signal = try body.paths(tracked, frame) { (value: consuming Tracked) in
        let value = value
        return downstream.note { () throws(Thrown) in try yield(value) }
      }
    } catch {
      return try handlePaths(error, tracked, frame, yield)
    }
    if let error = downstream.error { throw error }
    if signal == .proceed || downstream.hasStopped { return signal }
    return try handlePaths(Thrown(.unwind(signal)), tracked, frame, yield)
  }

  private func handlePaths(
    _ error: Thrown, _ tracked: Tracked, _ frame: Frame, _ yield: PathYield
  ) throws(Thrown) -> Signal {
    guard error.fault.isCatchable else { throw error }
    guard let handler else { return .proceed }
    return try handler.paths(tracked.with(error.fault.caught ?? .null), frame, yield)
  }

  override var canUpdate: Bool { handler == nil && body.canUpdate }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    var downstream = Downstream()
    let signal: Signal
    do throws(Thrown) {
      signal = try body.update(&value, frame) { (inner: inout Value) in
        downstream.note(isChange: true) { () throws(Thrown) in try change(&inner) }
      }
    } catch {
      guard error.fault.isCatchable else { throw error }
      return .proceed
    }
    if let error = downstream.error { throw error }
    return signal.isOfChange || downstream.hasStopped ? signal : .proceed
  }
}

/// What the consumer of a `try` answered, so that its errors and stops pass through.
struct Downstream {
  var error: Thrown?
  var hasStopped = false

  mutating func note(isChange: Bool = false, _ body: () throws(Thrown) -> Signal) -> Signal {
    do throws(Thrown) {
      let signal = try body()
      if isChange ? !signal.isOfChange : signal != .proceed { hasStopped = true }
      return signal
    } catch {
      self.error = error
      return .stop
    }
  }
}

extension Fault {
  /// Whether `try` catches it.
  var isCatchable: Bool {
    switch self {
    case .failure(let failure): failure.canBeCaught
    case .halt, .cancelled, .limit: false
    case .raised, .text, .operand, .operands, .index, .iterate, .objectKey, .pathResult, .pathElement, .pathIterate,
      .unwind:
      true
    }
  }
}

/// `label $name | body`
final class LabelNode: Node, @unchecked Sendable {
  let slot: Int
  let body: Node

  init(slot: Int, _ body: Node) {
    self.slot = slot
    self.body = body
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let value = input
    return try labelled(frame) { () throws(Thrown) in try body.run(value, frame, yield) }
  }

  private func labelled(_ frame: Frame, _ body: () throws(Thrown) -> Signal) throws(Thrown) -> Signal {
    let label = frame.machine.pointee.label()
    frame.variable(slot).pointee = .number(Double(label.raw))
    do throws(Thrown) {
      let signal = try body()
      return signal == label ? .proceed : signal
    } catch {
      if case .unwind(let signal) = error.fault, signal == label { return .proceed }
      throw error
    }
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try labelled(frame) { () throws(Thrown) in try body.paths(tracked, frame, yield) }
  }
}

/// `break $name`
final class BreakNode: Node, @unchecked Sendable {
  let levels: Int
  let slot: Int

  init(levels: Int, slot: Int) {
    self.levels = levels
    self.slot = slot
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) -> Signal {
    guard case .number(let raw) = frame.outer(levels).variable(slot).pointee else { return .stop }
    return Signal(label: Int32(raw) - 1)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) -> Signal {
    run(.null, frame) { _ in .proceed }
  }
}
