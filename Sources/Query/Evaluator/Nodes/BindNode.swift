import JSON

/// `source as pattern ?// pattern | body`
final class BindNode: Node, @unchecked Sendable {
  let source: Node
  let binding: Binding
  let body: Node

  init(_ source: Node, _ binding: Binding, _ body: Node) {
    self.source = source
    self.binding = binding
    self.body = body
    super.init(isScalar: source.isScalar && binding.isScalar && body.isScalar)
  }

  /// `source as $name | body`
  convenience init(_ source: Node, slot: Int, _ body: Node) { self.init(source, Binding(slot: slot), body) }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    try binding.assign(try source.one(copy input, frame), frame)
    let result = try body.one(input, frame)
    binding.clear(frame)
    return result
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let signal: Signal
    if source.isScalar, binding.isScalar {
      try binding.assign(try source.one(copy input, frame), frame)
      signal = try body.run(input, frame, yield)
    } else {
      let value = input
      signal = try source.run(value, frame) { (bound: consuming Value) throws(Thrown) in
        try binding.bind(bound, frame) { () throws(Thrown) in try body.run(value, frame, yield) }
      }
    }
    binding.clear(frame)
    return signal
  }

  override func tailOne(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    try binding.assign(try source.one(copy input, frame), frame)
    return try body.tailOne(input, frame)
  }

  override func tailRun(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    guard binding.isScalar else { return try run(input, frame, yield) }
    var value = input.take()
    if let signal = try bindLast(value, frame, yield) { return signal }
    return try body.tailRun(value.take(), frame, yield)
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    guard binding.isScalar else { return try run(input, frame, yield) }
    var value = input.take()
    if let signal = try bindLast(value, frame, yield) { return signal }
    return try body.allButLast(value.take(), frame, &last, yield)
  }

  /// Runs the body for every output of the source except the last, which is left bound; returns the signal if there is
  /// none.
  private func bindLast(_ value: Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal? {
    var last: Value?
    let signal = try source.allButLast(value, frame, &last) { (bound: consuming Value) throws(Thrown) in
      try binding.assign(bound, frame)
      return try body.run(value, frame, yield)
    }
    guard signal == .proceed, let last = last.take() else { return signal }
    try binding.assign(consume last, frame)
    return nil
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try source.run(tracked.current, frame) { (bound: consuming Value) throws(Thrown) in
      try binding.bindPath(tracked.with(bound), frame) { (state) throws(Thrown) in
        try body.paths(state.with(tracked.current), frame, yield)
      }
    }
  }

  override var canUpdate: Bool { source.isScalar && binding.isName && body.canUpdate }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    try binding.assign(try source.one(copy value, frame), frame)
    return try body.update(&value, frame, change)
  }
}

/// The variables on the left of a body, usually a single name.
struct Binding {
  private let patterns: Patterns?
  private let slot: Int

  /// `$name`
  init(slot: Int) {
    patterns = nil
    self.slot = slot
  }

  init(_ patterns: Patterns) {
    self.patterns = patterns.simple == nil ? patterns : nil
    slot = patterns.simple ?? 0
  }

  /// Whether it is a single name, bound to the value itself.
  var isName: Bool { patterns == nil }

  /// Whether a value matches exactly once, unless an error occurs. Only then may `assign` be called.
  var isScalar: Bool { patterns?.isScalar ?? true }

  /// Binds a value that matches in only one way.
  @inline(__always) func assign(_ value: consuming Value, _ frame: Frame) throws(Thrown) {
    if let patterns { try patterns.assign(value, frame) } else { frame.variable(slot).pointee = value }
  }

  /// Binds a value and runs the body, once for every way in which the value matches.
  @inline(__always) func bind(
    _ value: consuming Value, _ frame: Frame, _ body: () throws(Thrown) -> Signal
  ) throws(Thrown) -> Signal {
    guard let patterns, !patterns.isScalar else {
      try assign(value, frame)
      return try body()
    }
    return try patterns.bind(Tracked(path: nil, place: value), frame, isPath: false) { (_) throws(Thrown) in
      try body()
    }
  }

  /// Like `bind`, in path mode: reading the parts of the value extends the path, as in jq.
  func bindPath(
    _ value: Tracked, _ frame: Frame, _ body: (Tracked) throws(Thrown) -> Signal
  ) throws(Thrown) -> Signal {
    if let patterns { return try patterns.bind(value, frame, isPath: true, body) }
    frame.variable(slot).pointee = value.current
    return try body(value)
  }

  /// Resets the variables to `null`.
  @inline(__always) func clear(_ frame: Frame) {
    if let patterns { patterns.clear(frame) } else { frame.variable(slot).pointee = .null }
  }
}
