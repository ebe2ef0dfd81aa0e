import JSON

/// `source as $name | body`
final class BindNode: Node, @unchecked Sendable {
  let source: Node
  let slot: Int
  let body: Node

  init(_ source: Node, slot: Int, _ body: Node) {
    self.source = source
    self.slot = slot
    self.body = body
    super.init(isScalar: source.isScalar && body.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    frame.variable(slot).pointee = try source.one(copy input, frame)
    let result = try body.one(input, frame)
    frame.variable(slot).pointee = .null
    return result
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if source.isScalar {
      frame.variable(slot).pointee = try source.one(copy input, frame)
      let signal = try body.run(input, frame, yield)
      frame.variable(slot).pointee = .null
      return signal
    }
    let value = input
    let signal = try source.run(value, frame) { (bound: consuming Value) throws(Thrown) in
      frame.variable(slot).pointee = bound
      return try body.run(value, frame, yield)
    }
    frame.variable(slot).pointee = .null
    return signal
  }

  override func tailOne(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    frame.variable(slot).pointee = try source.one(copy input, frame)
    return try body.tailOne(input, frame)
  }

  override func tailRun(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    guard source.isScalar else { return try run(input, frame, yield) }
    frame.variable(slot).pointee = try source.one(copy input, frame)
    return try body.tailRun(input, frame, yield)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try source.run(tracked.current, frame) { (bound: consuming Value) throws(Thrown) in
      frame.variable(slot).pointee = bound
      return try body.paths(tracked, frame, yield)
    }
  }

  override var canUpdate: Bool { source.isScalar && body.canUpdate }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    frame.variable(slot).pointee = try source.one(copy value, frame)
    return try body.update(&value, frame, change)
  }
}

/// A compiled pattern.
indirect enum Matcher {
  case variable(slot: Int)
  case array([Matcher])
  case object([Member])

  struct Member {
    /// nil for `$name`, whose key is the name.
    let key: Node
    /// The variable of `$name`, which is bound to the member's value.
    let slot: Int?
    let value: Matcher?
  }
}

/// `source as pattern ?// pattern | body`
final class DestructureNode: Node, @unchecked Sendable {
  let source: Node
  let patterns: Patterns
  let body: Node

  init(_ source: Node, _ patterns: Patterns, _ body: Node) {
    self.source = source
    self.patterns = patterns
    self.body = body
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let value = input
    return try source.run(value, frame) { (bound: consuming Value) throws(Thrown) in
      let bound = Tracked(path: nil, place: bound)
      return try patterns.bind(bound, value, frame, isPath: false) { (_) throws(Thrown) in
        try body.run(value, frame, yield)
      }
    }
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try source.run(tracked.current, frame) { (bound: consuming Value) throws(Thrown) in
      try patterns.bind(tracked.with(bound), tracked.current, frame, isPath: true) { (state) throws(Thrown) in
        try body.paths(state.with(tracked.current), frame, yield)
      }
    }
  }
}

/// The patterns of one binding. The first whose destructuring and body succeed is taken; in path mode reading
/// the parts moves the path along, as in jq.
struct Patterns {
  let alternatives: [Matcher]
  /// All variables of all alternatives.
  let slots: [Int]
  let place: Place

  /// The variable, when that is all there is.
  var simple: Int? {
    if alternatives.count == 1, case .variable(let slot) = alternatives[0] { return slot }
    return nil
  }

  func bind(
    _ value: Tracked, _ input: Value, _ frame: Frame, isPath: Bool, _ body: (Tracked) throws(Thrown) -> Signal
  ) throws(Thrown) -> Signal {
    let walk = Walk(input: input, frame: frame, isPath: isPath, place: place)
    for (index, pattern) in alternatives.enumerated() {
      if alternatives.count > 1 { for slot in slots { frame.variable(slot).pointee = .null } }
      do throws(Thrown) {
        return try walk.match(pattern, value, value.current, body)
      } catch {
        if index == alternatives.count - 1 || !error.fault.isCatchable { throw error }
      }
    }
    return .proceed
  }

  /// One way through a pattern.
  private struct Walk {
    let input: Value
    let frame: Frame
    let isPath: Bool
    let place: Place

    typealias Next = (Tracked) throws(Thrown) -> Signal

    func match(_ pattern: Matcher, _ state: Tracked, _ value: Value, _ next: Next) throws(Thrown) -> Signal {
      switch pattern {
      case .variable(let slot):
        frame.variable(slot).pointee = value
        return try next(state)
      case .array(let elements): return try array(elements[...], state, value, next)
      case .object(let members): return try object(members[...], state, value, next)
      }
    }

    /// The last element first, as in jq.
    private func array(
      _ elements: ArraySlice<Matcher>, _ state: Tracked, _ value: Value, _ next: Next
    ) throws(Thrown) -> Signal {
      guard let last = elements.last else { return try next(state) }
      let index = elements.count - 1
      if value.kind != .array, !value.isNull { throw Thrown(.index(value, key: Value(index)), place) }
      let inner = try step(state, value, Value(index))
      return try match(last, inner, inner.current) { (state) throws(Thrown) in
        try array(elements.dropLast(), state, value, next)
      }
    }

    private func object(
      _ members: ArraySlice<Matcher.Member>, _ state: Tracked, _ value: Value, _ next: Next
    ) throws(Thrown) -> Signal {
      guard let first = members.first else { return try next(state) }
      return try first.key.run(input, frame) { (key: consuming Value) throws(Thrown) in
        guard key.kind == .string else { throw Thrown(.index(value, key: key), place) }
        let inner = try step(state, value, key)
        if let slot = first.slot { frame.variable(slot).pointee = inner.current }
        func rest(_ state: Tracked) throws(Thrown) -> Signal {
          try object(members.dropFirst(), state, value, next)
        }
        guard let pattern = first.value else { return try rest(inner) }
        return try match(pattern, inner, inner.current, rest)
      }
    }

    private func step(_ state: Tracked, _ value: Value, _ key: Value) throws(Thrown) -> Tracked {
      if isPath { return try state.with(value).accessing(key, place) }
      do throws(Thrown) { return Tracked(path: nil, place: try Access.get(value, key)) } catch { throw error.at(place) }
    }
  }
}

/// What an iteration binds: usually one variable.
struct Binding {
  let patterns: Patterns
  private let slot: Int?

  init(_ patterns: Patterns) {
    self.patterns = patterns
    slot = patterns.simple
  }

  /// Binds a value, then goes on.
  @inline(__always) func bind(
    _ value: consuming Value, _ input: borrowing Value, _ frame: Frame, _ body: () throws(Thrown) -> Signal
  ) throws(Thrown) -> Signal {
    if let slot {
      frame.variable(slot).pointee = value
      return try body()
    }
    return try patterns.bind(Tracked(path: nil, place: value), copy input, frame, isPath: false) {
      (_) throws(Thrown) in try body()
    }
  }

  func bindPath(
    _ value: Tracked, _ input: Value, _ frame: Frame, _ body: (Tracked) throws(Thrown) -> Signal
  ) throws(Thrown) -> Signal {
    if let slot {
      frame.variable(slot).pointee = value.current
      return try body(value)
    }
    return try patterns.bind(value, input, frame, isPath: true, body)
  }

  /// Forgets the values.
  func clear(_ frame: Frame) { for slot in patterns.slots { frame.variable(slot).pointee = .null } }
}
