import JSON

/// `first(body)`
final class FirstNode: Node, @unchecked Sendable {
  private let body: Node

  init(_ body: Node) {
    self.body = body
    super.init(isScalar: body.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value { try body.one(input, frame) }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let context = frame.context
    var found: Value?
    var record: FilePlace?
    let signal = try body.run(input, frame) { (value: consuming Value) in
      found = value
      record = context.record
      return .stop
    }
    guard var found = found.take() else { return signal }
    return try context.at(record) { () throws(Thrown) in try yield(found.take()) }
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    let signal = try body.run(input, frame) { (value: consuming Value) in
      last = value
      return .stop
    }
    return last == nil ? signal : .proceed
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
    let context = frame.context
    var last: Value?
    var record: FilePlace?
    let signal = try body.run(input, frame) { (value: consuming Value) in
      last = value
      record = context.record
      return .proceed
    }
    guard signal == .proceed, var last = last.take() else { return signal }
    return try context.at(record) { () throws(Thrown) in try yield(last.take()) }
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    try body.run(input, frame) { (value: consuming Value) in
      last = value
      return .proceed
    }
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
    let context = frame.context
    var last: Value?
    var record: FilePlace?
    let signal = try outputs(input, frame, yield) { value in
      last = value
      record = context.record
    }
    guard signal == .proceed, var last = last.take() else { return signal }
    return try context.at(record) { () throws(Thrown) in try yield(last.take()) }
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    try outputs(input, frame, yield) { last = $0 }
  }

  /// Yields every output except the last, which is passed to `keep`.
  private func outputs(
    _ input: consuming Value, _ frame: Frame, _ yield: Yield, keep: (consuming Value) -> Void
  ) throws(Thrown) -> Signal {
    let wanted = try count.one(copy input, frame)
    guard var left = try Counting.limit(wanted, "limit", place) else { return .proceed }
    var isDone = false
    let signal = try body.run(input, frame) { (value: consuming Value) throws(Thrown) in
      try Counting.count(&left, wanted, place)
      guard left <= 0 else { return try yield(value) }
      keep(value)
      isDone = true
      return .stop
    }
    return isDone ? .proceed : signal
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    let wanted = try count.one(tracked.current, frame)
    guard var left = try Counting.limit(wanted, "limit", place) else { return .proceed }
    var isDone = false
    let signal = try body.paths(tracked, frame) { (value: consuming Tracked) throws(Thrown) in
      try Counting.count(&left, wanted, place)
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
    let wanted = try count.one(copy input, frame)
    var left = try Counting.limit(wanted, "skip", place) ?? 0
    return try body.run(input, frame) { (value: consuming Value) throws(Thrown) in
      try Counting.count(&left, wanted, place)
      return left < 0 ? try yield(value) : .proceed
    }
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    let wanted = try count.one(tracked.current, frame)
    var left = try Counting.limit(wanted, "skip", place) ?? 0
    return try body.paths(tracked, frame) { (value: consuming Tracked) throws(Thrown) in
      try Counting.count(&left, wanted, place)
      return left < 0 ? try yield(value) : .proceed
    }
  }
}

/// Counts outputs for `limit` and `skip`.
enum Counting {
  /// Returns the count; nil for zero, NaN if it is not a number.
  static func limit(_ count: Value, _ name: String, _ place: Place) throws(Thrown) -> Double? {
    if let number = count.double {
      if number > 0 { return number }
      if number == 0 { return nil }
      throw Thrown(.raised(Value("\(name) doesn't support negative count")), place)
    }
    if count.kind < .number { throw Thrown(.raised(Value("\(name) doesn't support negative count")), place) }
    return .nan
  }

  /// Counts an output. A count that is not a number becomes an error only here.
  @inline(__always) static func count(_ left: inout Double, _ wanted: Value, _ place: Place) throws(Thrown) {
    if left.isNaN { throw Thrown(.operands(wanted, .number(1), "cannot be subtracted"), place) }
    left -= 1
  }
}
