import JSON

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
    var last: Value?
    let signal = try allButLast(input, frame, &last, yield)
    guard signal == .proceed, let last else { return signal }
    return try yield(last)
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    let from = try start.one(copy input, frame)
    let to = try end.one(input, frame)
    guard var number = from.double, let limit = to.double else {
      throw Thrown(.text("Range bounds must be numeric"), place)
    }
    // Not `number < limit`: with NaN, the range does not end, as in jq.
    while !(number >= limit) {
      try frame.tick()
      let next = number + 1
      if next >= limit {
        last = .number(number)
        return .proceed
      }
      let signal = try yield(.number(number))
      if signal != .proceed { return signal }
      number = next
    }
    return .proceed
  }
}
