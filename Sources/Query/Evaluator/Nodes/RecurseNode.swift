import JSON

/// `recurse(step)` and `..`: the value itself, then the same for each output of the step.
final class RecurseNode: Node, @unchecked Sendable {
  private let step: Node
  /// Whether the step is `.[]?`.
  private let isTotal: Bool
  private let place: Place

  init(_ step: Node, isTotal: Bool, _ place: Place) {
    self.step = step
    self.isTotal = isTotal
    self.place = place
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isTotal { return try descend(input, frame, yield) }
    if step.isScalar { return try iterate(input, frame, yield) }
    return try recurse(input, frame, yield)
  }

  private func iterate(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    while true {
      try frame.tick()
      let signal = try yield(copy input)
      if signal != .proceed { return signal }
      input = try step.one(input, frame)
    }
  }

  private func recurse(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try guarded(frame)
    while true {
      try frame.tick()
      var signal = try yield(copy input)
      guard signal == .proceed else { return signal }
      var last: Value?
      signal = try step.allButLast(input.take(), frame, &last) { (value: consuming Value) throws(Thrown) in
        try recurse(value, frame, yield)
      }
      guard signal == .proceed, let last = last.take() else { return signal }
      input = consume last
    }
  }

  private func guarded(_ frame: Frame) throws(Thrown) {
    try frame.tick()
    do throws(Thrown) { try frame.checkDepth() } catch { throw error.at(place) }
  }

  private func descend(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try guarded(frame)
    let signal = try yield(copy input)
    if signal != .proceed { return signal }
    switch input.resolved {
    case .array(let elements):
      for element in elements {
        let signal = try descend(element, frame, yield)
        if signal != .proceed { return signal }
      }
    case .object(let object):
      for index in 0..<object.count {
        let signal = try descend(object.member(at: index).value, frame, yield)
        if signal != .proceed { return signal }
      }
    case .null, .bool, .number, .literal, .small, .text, .slice, .lazy: break
    }
    return .proceed
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    try guarded(frame)
    let signal = try yield(tracked)
    if signal != .proceed { return signal }
    guard isTotal else {
      return try step.paths(tracked, frame) { (value: consuming Tracked) throws(Thrown) in
        try paths(value, frame, yield)
      }
    }
    if let other = tracked.other { throw Thrown(.pathIterate(other), place) }
    return try descendPaths(tracked, frame, yield)
  }

  private func descendPaths(_ tracked: Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    switch tracked.place.resolved {
    case .array(let elements):
      for index in elements.indices {
        let signal = try paths(tracked.stepping(.number(Double(index)), to: elements[index]), frame, yield)
        if signal != .proceed { return signal }
      }
    case .object(let object):
      for (key, value) in object {
        let signal = try paths(tracked.stepping(Value(key), to: value), frame, yield)
        if signal != .proceed { return signal }
      }
    case .null, .bool, .number, .literal, .small, .text, .slice, .lazy: break
    }
    return .proceed
  }
}
