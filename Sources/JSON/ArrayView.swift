/// A slice of an array that shares its elements. Slicing takes constant time, regardless of the array's length.
public final class ArrayView: @unchecked Sendable {
  /// The elements of the whole array.
  private var base: [Value]
  /// The range of the slice in `base`.
  private var range: Range<Int>

  fileprivate init(_ base: [Value], _ range: Range<Int>) {
    self.base = base
    self.range = range
  }

  /// The number of elements.
  public var count: Int { range.count }

  /// A copy of the elements as an array.
  @usableFromInline var elements: [Value] { Array(base[range]) }

  /// The element at an index within the slice.
  public subscript(index: Int) -> Value { base[range.lowerBound + index] }

  /// A slice of this slice.
  fileprivate func part(_ inner: Range<Int>) -> Value {
    .slice(ArrayView(base, range.lowerBound + inner.lowerBound..<range.lowerBound + inner.upperBound))
  }

  /// Whether it is the same range of the same array.
  public func isIdentical(to other: ArrayView) -> Bool {
    range == other.range
      && base.withUnsafeBufferPointer { own in
        other.base.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
      }
  }

  /// Appends elements, in place if the slice ends where the array does and the array is not shared.
  fileprivate func append(_ others: [Value]) {
    // Copy the slice if the array continues after it, or if more than half of the array precedes it.
    if range.upperBound < base.count || range.lowerBound > base.count / 2 {
      base = elements
      range = 0..<base.count
    }
    base.append(contentsOf: others)
    range = range.lowerBound..<base.count
  }
}

extension Value {
  /// Slices with at most this many elements are copied, so that they do not keep a long array in memory.
  private static let shortest = 8

  /// Returns the elements in a range, which must be within the array; nil if the value is not an array.
  public func part(_ range: Range<Int>) -> Value? {
    switch self {
    case .array(let elements):
      if range.count == elements.count { return self }
      return range.count > Value.shortest ? .slice(ArrayView(elements, range)) : .array(Array(elements[range]))
    case .slice(let view):
      if range.count == view.count { return self }
      return range.count > Value.shortest ? view.part(range) : .array(range.map { view[$0] })
    case .lazy: return kind == .array ? resolved.part(range) : nil
    case .null, .bool, .number, .literal, .small, .text, .object: return nil
    }
  }

  /// Appends elements to an array slice. Returns false without changes if the value is shared or not a slice.
  public mutating func appendToPart(_ others: [Value]) -> Bool {
    guard case .slice(var view) = self else { return false }
    self = .null
    let isUnique = isKnownUniquelyReferenced(&view)
    if isUnique { view.append(others) }
    self = .slice(view)
    return isUnique
  }
}
