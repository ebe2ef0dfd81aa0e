import JSON

/// `.name?`, `.[key]?` and `.[from:to]?`: no output if the value has no such part. Other errors are not suppressed:
/// neither a value that is not at the path, nor an error in a change of the part.
final class OptionalNode: Node, @unchecked Sendable {
  /// A key that does not depend on the input: a literal, a variable, or the bounds of a slice.
  private let key: Node
  private let place: Place

  init(_ key: Node, _ place: Place) {
    self.key = key
    self.place = place
    super.init(isScalar: false)
  }

  private func part(_ value: Value, _ key: Value) -> Value? { try? Access.get(value, key) }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    guard let part = part(input, try key.one(.null, frame)) else { return .proceed }
    return try yield(part)
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    last = part(input, try key.one(.null, frame))
    return .proceed
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let key = try key.one(.null, frame)
    if let other = input.other { throw Thrown(.pathElement(key, of: other), place) }
    guard let part = part(input.place, key) else { return .proceed }
    return try yield(input.stepping(key, to: part))
  }

  override var canUpdate: Bool { true }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    let key = try key.one(.null, frame)
    guard part(value, key) != nil else { return .keep }
    do throws(Thrown) { return try Paths.change(&value, key, change) } catch { throw error.at(place) }
  }
}

/// The bounds of a slice, as a key.
final class BoundsNode: Node, @unchecked Sendable {
  private let start: Node
  private let end: Node

  init(_ start: Node, _ end: Node) {
    self.start = start
    self.end = end
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    Slice.key(try start.one(.null, frame), try end.one(.null, frame))
  }
}
