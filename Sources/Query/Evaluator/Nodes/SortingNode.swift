import JSON

/// `sort_by(f)`, `group_by(f)`, `unique_by(f)`, `min_by(f)`, `max_by(f)`.
final class SortingNode: Node, @unchecked Sendable {
  enum Goal { case sort, group, unique, minimum, maximum }

  private let goal: Goal
  private let key: Node
  private let place: Place

  init(_ goal: Goal, by key: Node, _ place: Place) {
    self.goal = goal
    self.key = key
    self.place = place
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Thrown) {
      let keys = try keys(of: input.resolved, frame)
      guard let elements = input.array else {
        let lists = key.isScalar ? keys.map { .array([$0]) } : keys
        return try SortingNode.result(goal, input, keys: .array(lists))
      }
      return try SortingNode.result(goal, elements, keys)
    } catch { throw error.at(place) }
  }

  /// Computes the key of every element: the only output of `f`, or an array if there may be several.
  private func keys(of input: Value, _ frame: Frame) throws(Thrown) -> [Value] {
    let elements: [Value]
    switch input {
    case .array(let array): elements = array
    case .object(let object): elements = object.values
    default: throw Thrown(.iterate(input))
    }
    var keys: [Value] = []
    keys.reserveCapacity(elements.count)
    for element in elements {
      try frame.tick()
      if key.isScalar {
        keys.append(try key.one(element, frame))
      } else {
        var values: [Value] = []
        let signal = try key.run(element, frame) { (value: consuming Value) in
          values.append(value)
          return .proceed
        }
        if signal != .proceed { throw Thrown(.unwind(signal)) }
        keys.append(.array(values))
      }
    }
    return keys
  }

  /// Returns the result for an array and an array of its keys.
  static func result(_ goal: Goal, _ value: Value, keys: Value) throws(Thrown) -> Value {
    let isSearch = goal == .minimum || goal == .maximum
    guard let elements = value.array, let list = keys.array else {
      let complaint = isSearch ? "cannot be iterated over" : "cannot be sorted, as they are not both arrays"
      throw Thrown(.operands(value, keys, complaint))
    }
    guard elements.count == list.count else {
      let complaint = isSearch ? "have wrong length" : "cannot be sorted, as they are not both arrays"
      throw Thrown(.operands(value, keys, complaint))
    }
    return try result(goal, elements, list)
  }

  private static func result(_ goal: Goal, _ elements: [Value], _ keys: [Value]) throws(Thrown) -> Value {
    switch goal {
    case .sort: return .array(try Order.sorted(keys).map { elements[$0] })
    case .group: return .array(try SortingNode.groups(keys).map { .array($0.map { elements[$0] }) })
    case .unique: return .array(try SortingNode.groups(keys).compactMap { $0.first.map { elements[$0] } })
    case .minimum, .maximum:
      guard var best = keys.indices.first else { return .null }
      for index in keys.indices.dropFirst() {
        let order = try Order.compare(keys[index], keys[best])
        if goal == .minimum ? order < 0 : order >= 0 { best = index }
      }
      return elements[best]
    }
  }

  /// Groups the indices of equal keys, in ascending order of the keys.
  private static func groups(_ keys: [Value]) throws(Thrown) -> [[Int]] {
    var groups: [[Int]] = []
    for place in try Order.sorted(keys) {
      if let last = groups.last?.first, try Order.isEqual(keys[last], keys[place]) {
        groups[groups.count - 1].append(place)
      } else {
        groups.append([place])
      }
    }
    return groups
  }
}
