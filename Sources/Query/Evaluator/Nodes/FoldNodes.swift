import JSON

/// `reduce source as pattern (initial; update)`: the last output of the update is the next state; without outputs it is
/// `null`.
final class ReduceNode: Node, @unchecked Sendable {
  let source: Node
  let binding: Binding
  let initial: Node
  let change: Node

  init(_ source: Node, _ binding: Binding, initial: Node, update: Node) {
    self.source = source
    self.binding = binding
    self.initial = initial
    self.change = update
    super.init(isScalar: initial.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    var state = try initial.one(copy input, frame)
    let signal = try fold(&state, input, frame)
    if signal != .proceed { throw Thrown(.unwind(signal)) }
    return state
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let value = input
    return try initial.run(value, frame) { (first: consuming Value) throws(Thrown) in
      var state = first
      let signal = try fold(&state, value, frame)
      return signal == .proceed ? try yield(state) : signal
    }
  }

  private func fold(_ state: inout Value, _ input: consuming Value, _ frame: Frame) throws(Thrown) -> Signal {
    let isScalar = change.isScalar
    let signal = try source.run(input, frame) { (item: consuming Value) throws(Thrown) in
      try binding.bind(item, frame) { () throws(Thrown) in
        var current: Value = .null
        swap(&current, &state)
        if isScalar {
          state = try change.one(consume current, frame)
          return .proceed
        }
        return try change.run(consume current, frame) { (next: consuming Value) throws(Thrown) in
          state = next
          return .proceed
        }
      }
    }
    binding.clear(frame)
    return signal
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try initial.paths(tracked, frame) { (first: consuming Tracked) throws(Thrown) in
      let first = first
      var state = first.current
      let signal = try source.paths(first.with(tracked.current), frame) { (item: consuming Tracked) throws(Thrown) in
        try binding.bindPath(item, frame) { (item) throws(Thrown) in
          let current = state
          state = .null
          return try change.paths(item.with(current), frame) { (next: consuming Tracked) throws(Thrown) in
            state = next.current
            return .proceed
          }
        }
      }
      return signal == .proceed ? try yield(first.with(state)) : signal
    }
  }
}

/// `foreach source as pattern (initial; update; extract)`
final class ForeachNode: Node, @unchecked Sendable {
  let source: Node
  let binding: Binding
  let initial: Node
  let change: Node
  /// nil to output the state itself.
  let extract: Node?

  init(_ source: Node, _ binding: Binding, initial: Node, update: Node, extract: Node?) {
    self.source = source
    self.binding = binding
    self.initial = initial
    self.change = update
    self.extract = extract
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if initial.isScalar { return try iterate(try initial.one(copy input, frame), input, frame, yield) }
    let value = input
    return try initial.run(value, frame) { (first: consuming Value) throws(Thrown) in
      try iterate(first, value, frame, yield)
    }
  }

  private func iterate(
    _ first: consuming Value, _ input: consuming Value, _ frame: Frame, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var state = first
    let isScalar = change.isScalar
    let signal = try source.run(input, frame) { (item: consuming Value) throws(Thrown) in
      try binding.bind(item, frame) { () throws(Thrown) in
        var current: Value = .null
        swap(&current, &state)
        if isScalar {
          let next = try change.one(consume current, frame)
          state = next
          return try output(next, frame, yield)
        }
        return try change.run(consume current, frame) { (next: consuming Value) throws(Thrown) in
          state = copy next
          return try output(next, frame, yield)
        }
      }
    }
    binding.clear(frame)
    return signal
  }

  @inline(__always)
  private func output(_ value: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    guard let extract else { return try yield(value) }
    return try extract.run(value, frame, yield)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try initial.paths(tracked, frame) { (first: consuming Tracked) throws(Thrown) in
      var state = first.current
      return try source.paths(first.with(tracked.current), frame) { (item: consuming Tracked) throws(Thrown) in
        try binding.bindPath(item, frame) { (item) throws(Thrown) in
          let current = state
          state = .null
          return try change.paths(item.with(current), frame) { (next: consuming Tracked) throws(Thrown) in
            let next = next
            state = next.current
            guard let extract else { return try yield(next) }
            return try extract.paths(next, frame, yield)
          }
        }
      }
    }
  }
}
