import JSON

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
