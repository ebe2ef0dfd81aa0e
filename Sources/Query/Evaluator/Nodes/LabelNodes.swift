import JSON

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
    var value = input.take()
    return try labelled(frame) { () throws(Thrown) in try body.run(value.take(), frame, yield) }
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var value = input.take()
    return try labelled(frame) { () throws(Thrown) in try body.allButLast(value.take(), frame, &last, yield) }
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

/// The value of a label, which jq raises to leave the label.
final class LabelValueNode: Node, @unchecked Sendable {
  private let levels: Int
  private let slot: Int

  init(levels: Int, slot: Int) {
    self.levels = levels
    self.slot = slot
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) -> Value {
    guard case .number(let raw) = frame.outer(levels).variable(slot).pointee else { return .null }
    return Fault.unwind(Signal(label: Int32(raw) - 1)).caught ?? .null
  }
}
