import JSON

extension Value {
  /// Moves the value out and leaves `null`, so that the receiver may become its only owner.
  @inline(__always) mutating func take() -> Value {
    var taken: Value = .null
    swap(&taken, &self)
    return taken
  }
}

extension [Value] {
  /// Moves an element out and leaves `null`.
  @inline(__always) mutating func take(_ index: Int) -> Value { self[index].take() }
}
