import JSON

/// Takes one output; what it answers goes back to the node that made it.
typealias Yield = (consuming Value) throws(Thrown) -> Signal
/// Takes one output in path mode.
typealias PathYield = (consuming Tracked) throws(Thrown) -> Signal
/// Changes the value at a place: `.proceed` when it is changed, `.delete` to remove it.
typealias Change = (inout Value) throws(Thrown) -> Signal

/// A compiled filter. Outputs are pushed: `run` calls `yield` for each, so nothing is kept between two of them.
class Node: @unchecked Sendable {
  /// Whether it has exactly one output for every input, errors aside; then `one` may be called.
  let isScalar: Bool

  init(isScalar: Bool) { self.isScalar = isScalar }

  /// The only output. A `break` that leaves it is thrown as `.unwind`.
  func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    var result: Value = .null
    let signal = try run(input, frame) { (value: consuming Value) throws(Thrown) in
      result = value
      return .proceed
    }
    if signal != .proceed { throw Thrown(.unwind(signal)) }
    return result
  }

  /// Pushes every output.
  func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try yield(try one(input, frame))
  }

  /// As `one`, in the tail of a function's body: a call may be left pending in the machine.
  func tailOne(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value { try one(input, frame) }

  /// As `run`, in the tail of a function's body: a call may be left pending in the machine, with `.tail`.
  func tailRun(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try run(input, frame, yield)
  }

  /// As `run`, but an output that is known to be the last before anything else is evaluated is handed back in `last`
  /// instead of being pushed. Nothing of this node is then left on the stack while that output is processed.
  func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    guard isScalar else { return try run(input, frame, yield) }
    last = try one(input, frame)
    return .proceed
  }

  /// Pushes every output with the path to it. Unless a node knows better, its outputs are paths only
  /// where they are the very value that the path led to, as in jq.
  func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try run(tracked.current, frame) { (value: consuming Value) throws(Thrown) in
      try yield(tracked.with(value))
    }
  }

  /// Whether `update` works: the paths are disjoint, and none depends on what a change does.
  var canUpdate: Bool { false }

  /// Changes every place in the value, which is moved along so that unique containers are changed in place.
  func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal { .proceed }
}
