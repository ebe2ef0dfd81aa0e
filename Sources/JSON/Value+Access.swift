extension Value {
  /// The boolean; nil for other values.
  public var bool: Bool? {
    if case .bool(let value) = self { return value }
    return nil
  }

  /// The double of a number or literal; nil for other values.
  @inlinable public var double: Double? {
    switch self {
    case .number(let value): value
    case .literal(let literal): literal.double
    case .null, .bool, .small, .text, .array, .slice, .object, .lazy: nil
    }
  }

  /// The exact integer value of a number, including literals above 2^53; nil if it is not an integer or does not fit.
  public var int: Int? {
    switch self {
    case .number(let value): Int(exactly: value)
    case .literal(let literal): literal.int
    case .null, .bool, .small, .text, .array, .slice, .object, .lazy: nil
    }
  }

  /// The text of a string; nil for other values.
  @inlinable public var text: Text? {
    switch self {
    case .small(let text): .small(text)
    case .text(let text): .long(text)
    case .null, .bool, .number, .literal, .array, .slice, .object, .lazy: nil
    }
  }

  /// The text of a string as a Swift string; nil for other values.
  public var string: String? { text?.string }

  /// The elements of an array; opens a lazy one. nil for other values.
  public var array: [Value]? {
    if case .array(let elements) = resolved { return elements }
    return nil
  }

  /// The members of an object; opens a lazy one. nil for other values.
  public var object: Object? {
    if case .object(let object) = resolved { return object }
    return nil
  }

  /// The number of elements or members of a container, without opening it; nil for other values.
  public var count: Int? {
    switch self {
    case .array(let elements): elements.count
    case .slice(let view): view.count
    case .object(let object): object.count
    case .lazy(let document, let index): document.count(index)
    case .null, .bool, .number, .literal, .small, .text: nil
    }
  }

  /// The member of an object; nil if it is missing, and for other values.
  public subscript(key: String) -> Value? { self[Text(key)] }

  /// The member of an object; nil if it is missing, and for other values.
  public subscript(key: Text) -> Value? {
    switch self {
    case .object(let object): object[key]
    case .lazy(let document, let index): document.member(key, of: index)
    case .null, .bool, .number, .literal, .small, .text, .array, .slice: nil
    }
  }

  /// The element of an array, counted from zero; nil if out of range, and for other values.
  public subscript(index: Int) -> Value? {
    switch self {
    case .array(let elements): elements.indices.contains(index) ? elements[index] : nil
    case .slice(let view): (0..<view.count).contains(index) ? view[index] : nil
    case .lazy(let document, let place): document.element(index, of: place)
    case .null, .bool, .number, .literal, .small, .text, .object: nil
    }
  }

  /// Moves the elements out and leaves `null`, so that a uniquely referenced array stays unique. For other values,
  /// returns nil without changes.
  public mutating func takeArray() -> [Value]? {
    resolve()
    guard case .array(let elements) = self else { return nil }
    self = .null
    return elements
  }

  /// Moves the members out and leaves `null`, so that a uniquely referenced object stays unique. For other values,
  /// returns nil without changes.
  public mutating func takeObject() -> Object? {
    resolve()
    guard case .object(let object) = self else { return nil }
    self = .null
    return object
  }
}
