import JSON

/// Consumes an output; the returned signal goes back to the node that produced it.
typealias Yield = (consuming Value) throws(Thrown) -> Signal
/// Consumes an output in path mode.
typealias PathYield = (consuming Tracked) throws(Thrown) -> Signal
/// Changes the value at a path. Returns `.proceed` if it was changed, `.delete` to remove it.
typealias Change = (inout Value) throws(Thrown) -> Signal

/// A compiled filter. `run` passes each output to `yield`, so outputs are not buffered.
class Node: @unchecked Sendable {
  /// Whether there is exactly one output for every input, unless an error occurs. Only then may `one` be called.
  let isScalar: Bool

  init(isScalar: Bool) { self.isScalar = isScalar }

  /// Returns the only output. A `break` out of it is thrown as `.unwind`.
  func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    var result: Value = .null
    let signal = try run(input, frame) { (value: consuming Value) throws(Thrown) in
      result = value
      return .proceed
    }
    if signal != .proceed { throw Thrown(.unwind(signal)) }
    return result
  }

  /// Passes every output to `yield`.
  func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try yield(try one(input, frame))
  }

  /// Like `one`, in tail position of a function's body: may leave a pending call in the machine.
  func tailOne(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value { try one(input, frame) }

  /// Like `run`, in tail position of a function's body: may leave a pending call in the machine and return `.tail`.
  func tailRun(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try run(input, frame, yield)
  }

  /// Like `run`, but may return the last output in `last` instead of yielding it, if nothing is evaluated after it.
  /// Nothing of this node is then on the stack while that output is processed.
  func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    guard isScalar else { return try run(input, frame, yield) }
    last = try one(input, frame)
    return .proceed
  }

  /// Passes every output to `yield` together with its path. By default, as in jq, an output counts as a path only if it
  /// is the very value at the current path.
  func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try run(tracked.current, frame) { (value: consuming Value) throws(Thrown) in
      try yield(tracked.with(value))
    }
  }

  /// Whether `update` is supported: the paths are disjoint, and none depends on the result of a change.
  var canUpdate: Bool { false }

  /// Changes the value at every path. The value is moved, so that unique containers are changed in place.
  func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal { .proceed }
}
