import JSON

/// `recurse(step)` and `..`: the value itself, then everything its outputs lead to.
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
    let signal = try yield(copy input)
    if signal != .proceed { return signal }
    return try step.run(input, frame) { (value: consuming Value) throws(Thrown) in
      try recurse(value, frame, yield)
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
    case .null, .bool, .number, .literal, .small, .text, .lazy: break
    }
    return .proceed
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    try guarded(frame)
    let signal = try yield(tracked)
    if signal != .proceed { return signal }
    if isTotal, tracked.other == nil { return try descendPaths(tracked, frame, yield) }
    var downstream = Downstream()
    do throws(Thrown) {
      let signal = try step.paths(tracked, frame) { (value: consuming Tracked) throws(Thrown) in
        guard isTotal else { return try paths(value, frame, yield) }
        let value = value
        return downstream.note { () throws(Thrown) in try paths(value, frame, yield) }
      }
      if let error = downstream.error { throw error }
      return signal
    } catch {
      guard isTotal, downstream.error == nil, error.fault.isCatchable else { throw error }
      return .proceed
    }
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
    case .null, .bool, .number, .literal, .small, .text, .lazy: break
    }
    return .proceed
  }
}

/// `range(from; to)`
final class RangeNode: Node, @unchecked Sendable {
  private let start: Node
  private let end: Node
  private let place: Place

  init(_ start: Node, _ end: Node, _ place: Place) {
    self.start = start
    self.end = end
    self.place = place
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let from = try start.one(copy input, frame)
    let to = try end.one(input, frame)
    guard var number = from.double, let limit = to.double else {
      throw Thrown(.text("Range bounds must be numeric"), place)
    }
    while number < limit {
      try frame.tick()
      let signal = try yield(.number(number))
      if signal != .proceed { return signal }
      number += 1
    }
    return .proceed
  }
}

/// `first(body)`
final class FirstNode: Node, @unchecked Sendable {
  private let body: Node

  init(_ body: Node) {
    self.body = body
    super.init(isScalar: body.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value { try body.one(input, frame) }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    var found: Value?
    let signal = try body.run(input, frame) { (value: consuming Value) in
      found = value
      return .stop
    }
    guard let found else { return signal }
    return try yield(found)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    var found: Tracked?
    let signal = try body.paths(input, frame) { (value: consuming Tracked) in
      found = value
      return .stop
    }
    guard let found else { return signal }
    return try yield(found)
  }
}

/// `last(body)`
final class LastNode: Node, @unchecked Sendable {
  private let body: Node

  init(_ body: Node) {
    self.body = body
    super.init(isScalar: body.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value { try body.one(input, frame) }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    var last: Value?
    let signal = try body.run(input, frame) { (value: consuming Value) in
      last = value
      return .proceed
    }
    guard signal == .proceed, let last else { return signal }
    return try yield(last)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    var last: Tracked?
    let signal = try body.paths(input, frame) { (value: consuming Tracked) in
      last = value
      return .proceed
    }
    guard signal == .proceed, let last else { return signal }
    return try yield(last)
  }
}

/// `limit(count; body)`
final class LimitNode: Node, @unchecked Sendable {
  private let count: Node
  private let body: Node
  private let place: Place

  init(_ count: Node, _ body: Node, _ place: Place) {
    self.count = count
    self.body = body
    self.place = place
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    guard var left = try Counting.limit(try count.one(copy input, frame), "limit", place) else { return .proceed }
    var isDone = false
    let signal = try body.run(input, frame) { (value: consuming Value) throws(Thrown) in
      left -= 1
      let signal = try yield(value)
      guard signal == .proceed, left <= 0 else { return signal }
      isDone = true
      return .stop
    }
    return isDone ? .proceed : signal
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    guard var left = try Counting.limit(try count.one(tracked.current, frame), "limit", place) else { return .proceed }
    var isDone = false
    let signal = try body.paths(tracked, frame) { (value: consuming Tracked) throws(Thrown) in
      left -= 1
      let signal = try yield(value)
      guard signal == .proceed, left <= 0 else { return signal }
      isDone = true
      return .stop
    }
    return isDone ? .proceed : signal
  }
}

/// `skip(count; body)`
final class SkipNode: Node, @unchecked Sendable {
  private let count: Node
  private let body: Node
  private let place: Place

  init(_ count: Node, _ body: Node, _ place: Place) {
    self.count = count
    self.body = body
    self.place = place
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    var left = try Counting.limit(try count.one(copy input, frame), "skip", place) ?? 0
    return try body.run(input, frame) { (value: consuming Value) throws(Thrown) in
      left -= 1
      return left < 0 ? try yield(value) : .proceed
    }
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    var left = try Counting.limit(try count.one(tracked.current, frame), "skip", place) ?? 0
    return try body.paths(tracked, frame) { (value: consuming Tracked) throws(Thrown) in
      left -= 1
      return left < 0 ? try yield(value) : .proceed
    }
  }
}

/// The counts of `limit` and `skip`.
enum Counting {
  /// nil for zero; what is no number is an error as soon as it is counted down.
  static func limit(_ count: Value, _ name: String, _ place: Place) throws(Thrown) -> Double? {
    if let number = count.double {
      if number > 0 { return number }
      if number == 0 { return nil }
      throw Thrown(.raised(Value("\(name) doesn't support negative count")), place)
    }
    if count.kind < .number { throw Thrown(.raised(Value("\(name) doesn't support negative count")), place) }
    throw Thrown(.operands(count, .number(1), "cannot be subtracted"), place)
  }
}

/// `any(generator; condition)`, `all(…)` and `isempty(generator)`: whether some output has a property.
final class SearchNode: Node, @unchecked Sendable {
  enum Goal { case any, all, empty }

  private let generator: Node
  private let condition: Node
  private let goal: Goal

  init(_ goal: Goal, _ generator: Node, _ condition: Node) {
    self.goal = goal
    self.generator = generator
    self.condition = condition
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    var isFound = false
    let signal = try generator.run(input, frame) { (value: consuming Value) throws(Thrown) in
      if goal == .empty {
        isFound = true
        return .stop
      }
      if condition.isScalar {
        isFound = try condition.one(value, frame).isTruthy == (goal == .any)
        return isFound ? .stop : .proceed
      }
      return try condition.run(value, frame) { (decision: consuming Value) in
        isFound = decision.isTruthy == (goal == .any)
        return isFound ? .stop : .proceed
      }
    }
    if !isFound, signal != .proceed { throw Thrown(.unwind(signal)) }
    return .bool(isFound == (goal == .any))
  }
}

/// `add(generator)`
final class AddNode: Node, @unchecked Sendable {
  private let generator: Node
  private let place: Place

  init(_ generator: Node, _ place: Place) {
    self.generator = generator
    self.place = place
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    var sum: Value = .null
    var text: [UInt8]?
    let signal = try generator.run(input, frame) { (value: consuming Value) throws(Thrown) in
      if case .number(let a) = sum, case .number(let b) = value {
        sum = .number(a + b)
        return .proceed
      }
      if text != nil, let more = value.text {
        more.withUTF8 { text?.append(contentsOf: $0) }
        return .proceed
      }
      if let bytes = text {
        sum = Value(bytes.withUnsafeBufferPointer { Text(validated: $0) })
        text = nil
      } else if let start = sum.text, let more = value.text {
        text = start.withUTF8 { Array($0) }
        more.withUTF8 { text?.append(contentsOf: $0) }
        return .proceed
      }
      var current: Value = .null
      swap(&current, &sum)
      do throws(Thrown) { sum = try Arithmetic.add(consume current, value) } catch { throw error.at(place) }
      return .proceed
    }
    if signal != .proceed { throw Thrown(.unwind(signal)) }
    if let text { return Value(text.withUnsafeBufferPointer { Text(validated: $0) }) }
    return sum
  }
}

/// `walk(change)`: the children first, then the value itself.
final class WalkNode: Node, @unchecked Sendable {
  private let change: Node
  private let place: Place

  init(_ change: Node, _ place: Place) {
    self.change = change
    self.place = place
    super.init(isScalar: change.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Thrown) { try frame.checkDepth() } catch { throw error.at(place) }
    if case .lazy = input { input = input.resolved }
    if var elements = input.takeArray() {
      for index in elements.indices { elements[index] = try one(elements.take(index), frame) }
      return try change.one(.array(elements), frame)
    }
    guard var object = input.takeObject() else { return try change.one(input, frame) }
    for index in 0..<object.count {
      try object.update(at: index) { (value: inout Value) throws(Thrown) in
        var current: Value = .null
        swap(&current, &value)
        value = try one(consume current, frame)
      }
    }
    return try change.one(.object(object), frame)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    do throws(Thrown) { try frame.checkDepth() } catch { throw error.at(place) }
    switch input.resolved {
    case .array(let elements):
      var result: [Value] = []
      for element in elements {
        let signal = try run(element, frame) { (value: consuming Value) in
          result.append(value)
          return .proceed
        }
        if signal != .proceed { return signal }
      }
      return try change.run(.array(result), frame, yield)
    case .object(let object):
      var result = Object(minimumCapacity: object.count)
      for (key, element) in object {
        var isFound = false
        let signal = try run(element, frame) { (value: consuming Value) in
          result[key] = value
          isFound = true
          return .stop
        }
        if !isFound, signal != .proceed { return signal }
      }
      return try change.run(.object(result), frame, yield)
    case let scalar: return try change.run(scalar, frame, yield)
    }
  }
}
