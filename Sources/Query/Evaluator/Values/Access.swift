import JSON

/// Reads a value by a key: jq's `.[key]`.
enum Access {
  /// Returns the member, element or slice for a key.
  static func get(_ value: Value, _ key: Value) throws(Thrown) -> Value {
    switch (value, key) {
    case (.object(let object), .small(let key)): return object[Text.small(key)] ?? .null
    case (.object(let object), .text(let key)): return object[Text.long(key)] ?? .null
    case (.array(let elements), .number(let index)): return element(elements, index)
    case (.null, .small), (.null, .text), (.null, .number), (.null, .literal), (.null, .object): return .null
    case (.slice(let view), .number(let index)): return Access.index(index, count: view.count).map { view[$0] } ?? .null
    case (.lazy, _): return try lazy(value, key)
    default: return try rare(value, key)
    }
  }

  /// Returns the member of an object; nil if the value is neither an object nor null.
  @inline(__always) static func member(_ value: borrowing Value, _ key: Text) -> Value? {
    switch copy value {
    case .object(let object): return object[key] ?? .null
    case .lazy:
      guard value.kind == .object else { return Optional.none }
      return value[key] ?? .null
    case .null: return Value.null
    case .bool, .number, .literal, .small, .text, .array, .slice: return Optional.none
    }
  }

  private static func lazy(_ value: Value, _ key: Value) throws(Thrown) -> Value {
    if let text = key.text, value.kind == .object { return value[text] ?? .null }
    if let number = key.double, value.kind == .array, let count = value.count {
      return index(number, count: count).flatMap { value[$0] } ?? .null
    }
    return try get(value.resolved, key)
  }

  private static func rare(_ value: Value, _ key: Value) throws(Thrown) -> Value {
    if case .lazy = key { return try get(value, key.resolved) }
    if let count = value.count, value.kind == .array, let bounds = key.object {
      return value.part(try Slice(bounds).range(in: count)) ?? .null
    }
    if case .slice = value { return try get(value.resolved, key) }
    switch (value, key) {
    case (.array(let elements), .literal(let index)): return element(elements, index.double)
    case (.array(let elements), .array(let wanted)): return Search.positions(of: wanted, in: elements)
    case (.small, .object(let bounds)), (.text, .object(let bounds)):
      guard let text = value.text else { return .null }
      return Value(text.slice(try Slice(bounds).range(in: text.scalarCount)))
    default: throw Thrown(.index(value, key: key))
    }
  }

  private static func element(_ elements: [Value], _ number: Double) -> Value {
    index(number, count: elements.count).map { elements[$0] } ?? .null
  }

  /// Returns the index of an element, counted from the end if negative; nil if out of range.
  @inline(__always) static func index(_ number: Double, count: Int) -> Int? {
    guard number > -4e9, number < 4e9 else { return nil }
    var index = Int(number)
    if index < 0 { index += count }
    return index >= 0 && index < count ? index : nil
  }

  /// Returns the value at a path.
  static func get(_ value: Value, path: [Value]) throws(Thrown) -> Value {
    guard path.count <= Paths.deepest else { throw Thrown(.text("Path too deep")) }
    var current = value
    for key in path {
      current = try get(current, key)
    }
    return current
  }
}

/// The bounds of a slice.
struct Slice {
  let start: Double?
  let end: Double?

  init(_ bounds: Object) throws(Thrown) {
    start = try Slice.bound(bounds["start"])
    end = try Slice.bound(bounds["end"])
    guard bounds["start"] != nil, bounds["end"] != nil else { throw Slice.notNumbers }
  }

  private static func bound(_ value: Value?) throws(Thrown) -> Double? {
    guard let value, !value.isNull else { return nil }
    guard let number = value.double else { throw notNumbers }
    return number
  }

  private static var notNumbers: Thrown { Thrown(.text("Array/string slice indices must be integers")) }

  /// The range, clamped to `count`; the start is rounded down, the end up.
  func range(in count: Int) -> Range<Int> {
    let length = Double(count)
    var lower = start ?? 0
    var upper = end ?? length
    if lower.isNaN { lower = 0 }
    if upper.isNaN { upper = length }
    if lower < 0 { lower += length }
    if upper < 0 { upper += length }
    lower = min(max(lower, 0), length).rounded(.down)
    upper = min(max(upper, lower), length).rounded(.up)
    return Int(lower)..<max(Int(lower), Int(upper))
  }

  /// The key of a slice, for use in a path.
  static func key(_ start: Value, _ end: Value) -> Value {
    var bounds = Object(minimumCapacity: 2)
    bounds["start"] = start
    bounds["end"] = end
    return Value(bounds)
  }
}

extension Object {
  /// Whether both objects share the same storage.
  func isIdentical(to other: Object) -> Bool {
    unsafeBitCast(self, to: UInt.self) == unsafeBitCast(other, to: UInt.self)
  }
}
