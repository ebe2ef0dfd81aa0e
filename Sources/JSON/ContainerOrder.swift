/// Compares trees with an explicit stack, so that any depth is safe.
enum ContainerOrder {
  /// Two containers being compared, and the next children to compare.
  private struct Frame {
    let left: Side
    let right: Side
    var next = 0
  }

  /// A container, with its values in comparison order.
  private enum Side {
    case array([Value])
    case object(Object, places: [Int])

    var count: Int {
      switch self {
      case .array(let elements): elements.count
      case .object(_, let places): places.count
      }
    }

    subscript(index: Int) -> Value {
      switch self {
      case .array(let elements): elements[index]
      case .object(let object, let places): object.storage.members[places[index]].value
      }
    }
  }

  /// jq's order: arrays element by element; objects by their sorted keys, then value by value.
  static func compare(_ left: Value, _ right: Value) -> Int {
    order(left, right, deepest: Int.max) ?? 0
  }

  /// Returns the order; nil if it takes more than `deepest` levels to determine.
  static func order(_ left: Value, _ right: Value, deepest: Int) -> Int? {
    var frames: [Frame] = []
    if let order = enter(left, right, &frames) { return order }
    while var frame = frames.popLast() {
      let common = min(frame.left.count, frame.right.count)
      guard frame.next < common else {
        if frame.left.count != frame.right.count { return frame.left.count - frame.right.count }
        continue
      }
      let (first, second) = (frame.left[frame.next], frame.right[frame.next])
      frame.next += 1
      frames.append(frame)
      if frames.count > deepest { return nil }
      if let order = first.scalarOrder(to: second) {
        if order != 0 { return order }
      } else if let order = enter(first, second, &frames) {
        return order
      }
    }
    return 0
  }

  /// Pushes a pair of containers of the same kind; returns their order if their keys determine it.
  private static func enter(_ left: Value, _ right: Value, _ frames: inout [Frame]) -> Int? {
    switch (left.resolved, right.resolved) {
    case (.array(let left), .array(let right)):
      frames.append(Frame(left: .array(left), right: .array(right)))
    case (.object(let left), .object(let right)):
      let (first, second) = (left.sortedPlaces, right.sortedPlaces)
      let order = compareKeys(left, first, right, second)
      if order != 0 { return order }
      frames.append(
        Frame(left: .object(left, places: first), right: .object(right, places: second)))
    case (let left, let right):
      return left.scalarOrder(to: right) ?? 0
    }
    return nil
  }

  private static func compareKeys(_ left: Object, _ first: [Int], _ right: Object, _ second: [Int]) -> Int {
    for (place, other) in zip(first, second) {
      let order = left.storage.members[place].key.compare(to: right.storage.members[other].key)
      if order != 0 { return order }
    }
    return first.count - second.count
  }

  /// Whether two containers are equal, regardless of the key order of objects; nil if it takes more than `deepest`
  /// levels to determine.
  static func isEqual(_ left: Value, _ right: Value, deepest: Int) -> Bool? {
    var pairs = [Pair(left: left, right: right, depth: 0)]
    while let pair = pairs.popLast() {
      if pair.depth > deepest { return nil }
      guard areAlike(pair, &pairs) else { return false }
    }
    return true
  }

  /// Two containers still to be compared.
  private struct Pair {
    let left: Value
    let right: Value
    let depth: Int
  }

  /// Compares the scalars in two containers, and queues nested containers.
  private static func areAlike(_ pair: Pair, _ pairs: inout [Pair]) -> Bool {
    guard pair.left.count == pair.right.count else { return false }
    switch (pair.left.resolved, pair.right.resolved) {
    case (.array(let left), .array(let right)):
      return left.count == right.count
        && left.indices.allSatisfy { areAlike(left[$0], right[$0], pair.depth + 1, &pairs) }
    case (.object(let left), .object(let right)):
      return left.count == right.count
        && (0..<left.count).allSatisfy { areAlike($0, left, right, pair.depth + 1, &pairs) }
    default: return false
    }
  }

  private static func areAlike(_ left: Value, _ right: Value, _ depth: Int, _ pairs: inout [Pair]) -> Bool {
    if let order = left.scalarOrder(to: right) { return order == 0 }
    pairs.append(Pair(left: left, right: right, depth: depth))
    return true
  }

  /// Compares a member of the left object with the member of the right object with the same key.
  private static func areAlike(
    _ index: Int, _ left: Object, _ right: Object, _ depth: Int, _ pairs: inout [Pair]
  ) -> Bool {
    let member = left.storage.members + index
    let other = right.storage.members
    let isSamePlace = other[index].key == member.pointee.key
    guard let place = isSamePlace ? index : right.storage.find(member.pointee.key) else { return false }
    return areAlike(member.pointee.value, other[place].value, depth, &pairs)
  }
}
