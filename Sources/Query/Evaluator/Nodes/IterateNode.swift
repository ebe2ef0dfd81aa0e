import JSON

/// `base[]`
final class IterateNode: Node, @unchecked Sendable {
  let base: Node
  let place: Place

  init(_ base: Node, _ place: Place) {
    self.base = base
    self.place = place
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if base.isScalar { return try each(try base.one(input, frame), frame, yield) }
    return try base.run(input, frame) { (value: consuming Value) throws(Thrown) in try each(value, frame, yield) }
  }

  private func each(_ value: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if case .lazy = value { value = value.resolved }
    if var elements = value.takeArray() {
      return try each(&elements, frame, yield)
    }
    guard let object = value.takeObject() else { throw Thrown(.iterate(value), place) }
    for position in 0..<object.count {
      try frame.tick()
      let signal: Signal
      do throws(Thrown) { signal = try yield(object.member(at: position).value) } catch {
        throw error.inside(Value(object.member(at: position).key), place)
      }
      if signal != .proceed { return signal }
    }
    return .proceed
  }

  /// Elements of an array that nobody else holds are moved out, so that they stay unique.
  @inline(__always)
  private func each(_ elements: inout [Value], _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let count = elements.count
    if elements.isUnique {
      for index in 0..<count {
        try frame.tick()
        let signal: Signal
        do throws(Thrown) { signal = try yield(elements.take(index)) } catch {
          throw error.inside(.number(Double(index)), place)
        }
        if signal != .proceed { return signal }
      }
      return .proceed
    }
    for index in 0..<count {
      try frame.tick()
      let signal: Signal
      do throws(Thrown) { signal = try yield(elements[index]) } catch {
        throw error.inside(.number(Double(index)), place)
      }
      if signal != .proceed { return signal }
    }
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
      case let value: throw Thrown(.iterate(value), place)
      }
      return .proceed
    }
  }

  override var canUpdate: Bool { base.canUpdate }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    try base.update(&value, frame) { (inner: inout Value) throws(Thrown) in
      if case .lazy = inner { inner = inner.resolved }
      if case .array = inner { return try updateElements(&inner, frame, change) }
      if case .object = inner { return try updateMembers(&inner, frame, change) }
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
  /// Whether nobody else holds the elements.
  var isUnique: Bool {
    mutating get {
      withUnsafeMutablePointer(to: &self) { pointer in
        pointer.withMemoryRebound(to: AnyObject.self, capacity: 1) { isKnownUniquelyReferenced(&$0.pointee) }
      }
    }
  }

  /// Moves an element out and leaves `null`.
  @inline(__always) mutating func take(_ index: Int) -> Value {
    var element: Value = .null
    swap(&element, &self[index])
    return element
  }

  /// Removes the elements at ascending places.
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
