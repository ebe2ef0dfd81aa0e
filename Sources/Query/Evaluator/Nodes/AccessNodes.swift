import JSON

/// `base.name`
final class FieldNode: Node, @unchecked Sendable {
  let base: Node
  let key: Text
  let place: Place
  private let isDirect: Bool

  init(_ base: Node, _ key: Text, _ place: Place) {
    self.base = base
    self.key = key
    self.place = place
    isDirect = base is IdentityNode
    super.init(isScalar: base.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    isDirect ? try get(input) : try get(try base.one(input, frame))
  }

  @inline(__always) private func get(_ value: consuming Value) throws(Thrown) -> Value {
    if let member = Access.member(value, key) { return member }
    throw Thrown(.index(value, key: Value(key)), place)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    return try base.run(input, frame) { (value: consuming Value) throws(Thrown) in try yield(try get(value)) }
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var object: Value?
    let signal = try base.allButLast(input, frame, &object) { (value: consuming Value) throws(Thrown) in
      try yield(try get(value))
    }
    if signal == .proceed, let object = object.take() { last = try get(consume object) }
    return signal
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    try base.paths(input, frame) { (value: consuming Tracked) throws(Thrown) in
      try yield(try value.accessing(Value(key), place))
    }
  }

  override var canUpdate: Bool { base.canUpdate }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    do throws(Thrown) {
      if isDirect { return try Paths.member(&value, key, change) }
      return try base.update(&value, frame) { (inner: inout Value) throws(Thrown) in
        try Paths.member(&inner, key, change)
      }
    } catch { throw error.at(place) }
  }
}

/// `base[key]`
final class IndexNode: Node, @unchecked Sendable {
  let base: Node
  let key: Node
  let place: Place

  init(_ base: Node, _ key: Node, _ place: Place) {
    self.base = base
    self.key = key
    self.place = place
    super.init(isScalar: base.isScalar && key.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    let index = try key.one(copy input, frame)
    return try get(try base.one(input, frame), index)
  }

  private func get(_ value: Value, _ index: Value) throws(Thrown) -> Value {
    do throws(Thrown) { return try Access.get(value, index) } catch { throw error.at(place) }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    let value = input
    return try key.run(value, frame) { (index: consuming Value) throws(Thrown) in
      let index = index
      return try base.run(value, frame) { (inner: consuming Value) throws(Thrown) in try yield(try get(inner, index)) }
    }
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try key.run(tracked.current, frame) { (index: consuming Value) throws(Thrown) in
      let index = index
      return try base.paths(tracked, frame) { (inner: consuming Tracked) throws(Thrown) in
        try yield(try inner.accessing(index, place))
      }
    }
  }

  override var canUpdate: Bool { base.canUpdate && key.isScalar }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    let index = try key.one(copy value, frame)
    do throws(Thrown) {
      return try base.update(&value, frame) { (inner: inout Value) throws(Thrown) in
        try Paths.change(&inner, index, change)
      }
    } catch { throw error.at(place) }
  }
}

/// `base[from:to]`; the bounds are evaluated before the base, with the start as the outermost loop.
final class SliceNode: Node, @unchecked Sendable {
  let base: Node
  let start: Node
  let end: Node
  let place: Place

  init(_ base: Node, _ start: Node?, _ end: Node?, _ place: Place) {
    self.base = base
    self.start = start ?? LiteralNode(.null)
    self.end = end ?? LiteralNode(.null)
    self.place = place
    super.init(isScalar: base.isScalar && self.start.isScalar && self.end.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    let lower = try start.one(copy input, frame)
    let upper = try end.one(copy input, frame)
    return try get(try base.one(input, frame), lower, upper)
  }

  private func get(_ value: Value, _ lower: Value, _ upper: Value) throws(Thrown) -> Value {
    do throws(Thrown) { return try Access.get(value, Slice.key(lower, upper)) } catch { throw error.at(place) }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    let value = input
    return try bounds(value, frame) { (lower, upper) throws(Thrown) in
      try base.run(value, frame) { (inner: consuming Value) throws(Thrown) in try yield(try get(inner, lower, upper)) }
    }
  }

  private func bounds(
    _ value: Value, _ frame: Frame, _ body: (Value, Value) throws(Thrown) -> Signal
  ) throws(Thrown) -> Signal {
    try start.run(value, frame) { (lower: consuming Value) throws(Thrown) in
      let lower = lower
      return try end.run(value, frame) { (upper: consuming Value) throws(Thrown) in try body(lower, upper) }
    }
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try bounds(tracked.current, frame) { (lower, upper) throws(Thrown) in
      try base.paths(tracked, frame) { (inner: consuming Tracked) throws(Thrown) in
        try yield(try inner.accessing(Slice.key(lower, upper), place))
      }
    }
  }
}

extension Tracked {
  /// Extends the path by a key; throws if the current value is not the one at the path.
  func accessing(_ key: Value, _ position: Place) throws(Thrown) -> Tracked {
    if let other { throw Thrown(.pathElement(key, of: other), position) }
    do throws(Thrown) { return stepping(key, to: try Access.get(place, key)) } catch { throw error.at(position) }
  }
}
