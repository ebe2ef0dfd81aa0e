import JSON

/// A compiled pattern.
indirect enum Matcher {
  case variable(slot: Int)
  case array([Matcher])
  case object([Member])

  struct Member {
    /// Evaluated on the value that is destructured.
    let key: Node
    /// The variable of a `$name` key, bound to the member's value.
    let slot: Int?
    let value: Matcher?
  }

  /// Whether every key has exactly one output.
  var isScalar: Bool {
    switch self {
    case .variable: true
    case .array(let elements): elements.allSatisfy(\.isScalar)
    case .object(let members): members.allSatisfy { $0.key.isScalar && $0.value?.isScalar ?? true }
    }
  }
}

/// The patterns of a binding. The first one whose destructuring and body succeed is used.
struct Patterns {
  private let alternatives: [Matcher]
  /// The variables of all alternatives.
  private let slots: [Int]
  private let place: Place
  /// Whether there is a single pattern that matches a value exactly once.
  let isScalar: Bool

  init(alternatives: [Matcher], slots: [Int], place: Place) {
    self.alternatives = alternatives
    self.slots = slots
    self.place = place
    isScalar = alternatives.count == 1 && alternatives[0].isScalar
  }

  /// The slot, if the pattern is a single variable.
  var simple: Int? {
    if alternatives.count == 1, case .variable(let slot) = alternatives[0] { return slot }
    return nil
  }

  /// Resets the variables to `null`.
  func clear(_ frame: Frame) { for slot in slots { frame.variable(slot).pointee = .null } }

  /// Binds the parts of a value that matches in only one way.
  func assign(_ value: Value, _ frame: Frame) throws(Thrown) { try assign(alternatives[0], value, frame) }

  private func assign(_ pattern: Matcher, _ value: Value, _ frame: Frame) throws(Thrown) {
    switch pattern {
    case .variable(let slot): frame.variable(slot).pointee = value
    case .array(let elements):
      for index in elements.indices.reversed() {
        try assign(elements[index], try part(value, element: index), frame)
      }
    case .object(let members):
      for member in members {
        let part = try part(value, try member.key.one(value, frame))
        if let slot = member.slot { frame.variable(slot).pointee = part }
        if let pattern = member.value { try assign(pattern, part, frame) }
      }
    }
  }

  private func part(_ value: Value, element index: Int) throws(Thrown) -> Value {
    try checkArray(value, index)
    return try part(value, Value(index))
  }

  private func part(_ value: Value, _ key: Value) throws(Thrown) -> Value {
    do throws(Thrown) { return try Access.get(value, key) } catch { throw error.at(place) }
  }

  private func checkArray(_ value: Value, _ index: Int) throws(Thrown) {
    guard value.kind == .array || value.isNull else { throw Thrown(.index(value, key: Value(index)), place) }
  }

  /// Runs the body for every way in which a value matches.
  func bind(
    _ value: Tracked, _ frame: Frame, isPath: Bool, _ body: (Tracked) throws(Thrown) -> Signal
  ) throws(Thrown) -> Signal {
    let walk = Walk(patterns: self, frame: frame, isPath: isPath)
    for (index, pattern) in alternatives.enumerated() {
      if alternatives.count > 1 { clear(frame) }
      do throws(Thrown) {
        return try walk.match(pattern, value, value.current, body)
      } catch {
        if index == alternatives.count - 1 || !error.fault.isCatchable { throw error }
      }
    }
    return .proceed
  }

  /// Traverses a pattern.
  private struct Walk {
    let patterns: Patterns
    let frame: Frame
    let isPath: Bool

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

    /// Matches the last element first, as in jq.
    private func array(
      _ elements: ArraySlice<Matcher>, _ state: Tracked, _ value: Value, _ next: Next
    ) throws(Thrown) -> Signal {
      guard let last = elements.last else { return try next(state) }
      let index = elements.count - 1
      try patterns.checkArray(value, index)
      let inner = try step(state, value, Value(index))
      return try match(last, inner, inner.current) { (state) throws(Thrown) in
        try array(elements.dropLast(), state, value, next)
      }
    }

    private func object(
      _ members: ArraySlice<Matcher.Member>, _ state: Tracked, _ value: Value, _ next: Next
    ) throws(Thrown) -> Signal {
      guard let first = members.first else { return try next(state) }
      return try first.key.run(value, frame) { (key: consuming Value) throws(Thrown) in
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
      if isPath { return try state.with(value).accessing(key, patterns.place) }
      return Tracked(path: nil, place: try patterns.part(value, key))
    }
  }
}
