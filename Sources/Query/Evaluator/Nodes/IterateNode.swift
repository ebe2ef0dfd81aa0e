import JSON

/// `base[]` and `base[]?`
final class IterateNode: Node, @unchecked Sendable {
  let base: Node
  let place: Place
  /// Whether values that cannot be iterated are skipped.
  private let isOptional: Bool

  init(_ base: Node, _ place: Place, isOptional: Bool = false) {
    self.base = base
    self.place = place
    self.isOptional = isOptional
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if base.isScalar { return try each(try base.one(input, frame), frame, nil, yield) }
    return try base.run(input, frame) { (value: consuming Value) throws(Thrown) in
      try each(value, frame, nil, yield)
    }
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var container: Value?
    let signal = try base.allButLast(input, frame, &container) { (value: consuming Value) throws(Thrown) in
      try each(value, frame, nil, yield)
    }
    guard signal == .proceed, let container = container.take() else { return signal }
    return try each(consume container, frame, &last, yield)
  }

  /// Yields the children; if `last` is given, the last one is stored there instead.
  private func each(
    _ value: consuming Value, _ frame: Frame, _ last: UnsafeMutablePointer<Value?>?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    if case .slice(let view) = value {
      return try push(view.count, frame, last, yield, key: { .number(Double($0)) }, child: { view[$0] })
    }
    if case .lazy = value { value.resolve() }
    if var elements = value.takeArray() {
      // Elements of a uniquely referenced array are moved out, so that they stay unique.
      let isUnique = elements.isUnique
      return try push(elements.count, frame, last, yield, key: { .number(Double($0)) }) {
        isUnique ? elements.take($0) : elements[$0]
      }
    }
    guard let object = value.takeObject() else {
      if isOptional { return .proceed }
      throw Thrown(.iterate(value), place)
    }
    return try push(object.count, frame, last, yield, key: { Value(object.member(at: $0).key) }) {
      object.member(at: $0).value
    }
  }

  @inline(__always)
  private func push(
    _ count: Int, _ frame: Frame, _ last: UnsafeMutablePointer<Value?>?, _ yield: Yield, key: (Int) -> Value,
    child: (Int) -> Value
  ) throws(Thrown) -> Signal {
    let pushed = last == nil ? count : max(count - 1, 0)
    for index in 0..<pushed {
      try frame.tick()
      let signal: Signal
      do throws(Thrown) { signal = try yield(child(index)) } catch { throw error.inside(key(index), place) }
      if signal != .proceed { return signal }
    }
    if pushed < count { last?.pointee = child(pushed) }
    return .proceed
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    try base.paths(input, frame) { (tracked: consuming Tracked) throws(Thrown) in
      let tracked = tracked
      if let other = tracked.other { throw Thrown(.pathIterate(other), place) }
      switch tracked.place.resolved {
      case .array(let elements):
        for index in elements.indices {
          try frame.tick()
          let signal = try yield(tracked.stepping(.number(Double(index)), to: elements[index]))
          if signal != .proceed { return signal }
        }
      case .object(let object):
        for (key, value) in object {
          try frame.tick()
          let signal = try yield(tracked.stepping(Value(key), to: value))
          if signal != .proceed { return signal }
        }
      case let value: if !isOptional { throw Thrown(.iterate(value), place) }
      }
      return .proceed
    }
  }

  override var canUpdate: Bool { base.canUpdate }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    try base.update(&value, frame) { (inner: inout Value) throws(Thrown) in
      inner.resolve()
      if case .array = inner { return try updateElements(&inner, frame, change) }
      if case .object = inner { return try updateMembers(&inner, frame, change) }
      if isOptional { return .keep }
      throw Thrown(.iterate(inner), place)
    }
  }

  private func updateElements(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    guard var elements = value.takeArray() else { return .proceed }
    defer { value = .array(elements) }
    var doomed: [Int] = []
    for index in elements.indices {
      try frame.tick()
      let signal = try change(&elements[index])
      if signal == .delete { doomed.append(index) } else if signal != .proceed, signal != .keep { return signal }
    }
    if !doomed.isEmpty { elements.remove(ascending: doomed) }
    return .proceed
  }

  private func updateMembers(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    guard var object = value.takeObject() else { return .proceed }
    defer { value = .object(object) }
    var doomed: [Text] = []
    for place in 0..<object.count {
      try frame.tick()
      let signal = try object.update(at: place) { (inner: inout Value) throws(Thrown) in try change(&inner) }
      if signal == .delete {
        doomed.append(object.member(at: place).key)
      } else if signal != .proceed, signal != .keep {
        return signal
      }
    }
    for key in doomed { object.removeValue(forKey: key) }
    return .proceed
  }
}

extension [Value] {
  /// Whether the elements are uniquely referenced.
  fileprivate var isUnique: Bool {
    mutating get {
      withUnsafeMutablePointer(to: &self) { pointer in
        pointer.withMemoryRebound(to: AnyObject.self, capacity: 1) { isKnownUniquelyReferenced(&$0.pointee) }
      }
    }
  }

  /// Removes the elements at the given indices, which must be ascending.
  mutating func remove(ascending places: [Int]) {
    var next = 0
    var kept = 0
    for index in indices {
      if next < places.count, places[next] == index {
        next += 1
      } else {
        if kept != index { swapAt(kept, index) }
        kept += 1
      }
    }
    removeLast(count - kept)
  }
}
