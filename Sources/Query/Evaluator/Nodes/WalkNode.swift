import JSON

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
    input.resolve()
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
