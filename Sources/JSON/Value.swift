/// A JSON value, 16 bytes in size.
@frozen public enum Value: @unchecked Sendable {
  case null
  case bool(Bool)
  case number(Double)
  /// A number from the input whose double would print differently.
  case literal(NumberLiteral)
  /// Text of at most 14 bytes.
  case small(SmallText)
  /// Text of more than 14 bytes.
  case text(LongText)
  case array([Value])
  /// A slice of an array that shares its elements.
  case slice(ArrayView)
  case object(Object)
  /// An unopened array or object of a parsed document, with its tape index.
  case lazy(Document, UInt32)
}

extension Value {
  /// The kinds of values, in jq's sort order.
  @frozen public enum Kind: UInt8, Comparable, Sendable {
    case null, `false`, `true`, number, string, array, object

    /// Compares kinds in jq's sort order.
    @inlinable public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  /// The kind, which determines the position in jq's sort order.
  @inlinable public var kind: Kind {
    switch self {
    case .null: .null
    case .bool(let value): value ? .true : .false
    case .number, .literal: .number
    case .small, .text: .string
    case .array, .slice: .array
    case .object: .object
    case .lazy(let document, let index): document.isArray(index) ? .array : .object
    }
  }

  /// jq's name of the type.
  public var typeName: String {
    switch kind {
    case .null: "null"
    case .false, .true: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// The same value, but never `.lazy` or `.slice`. Opens a single level, so children may still be lazy.
  @inlinable public var resolved: Value {
    switch self {
    case .lazy(let document, let index): document.open(index)
    case .slice(let view): .array(view.elements)
    case .null, .bool, .number, .literal, .small, .text, .array, .object: self
    }
  }

  /// Replaces a lazy container or a slice with its elements or members.
  @inlinable public mutating func resolve() {
    switch self {
    case .lazy, .slice: self = resolved
    case .null, .bool, .number, .literal, .small, .text, .array, .object: break
    }
  }

  /// Whether it is `null`.
  @inlinable public var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// Whether it is neither `null` nor `false`.
  @inlinable public var isTruthy: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .number, .literal, .small, .text, .array, .slice, .object, .lazy: true
    }
  }
}

extension Value {
  /// Creates a string.
  public init(_ text: Text) {
    switch text {
    case .small(let text): self = .small(text)
    case .long(let text): self = .text(text)
    }
  }

  /// Creates a string.
  public init(_ string: String) { self.init(Text(string)) }

  /// Creates a number; beyond 2^53 a literal, so that every digit is kept.
  public init(_ int: Int) {
    if int.magnitude <= 1 << 53 {
      self = .number(Double(int))
    } else {
      let digits = Array(String(int.magnitude).utf8)
      self = DecimalNumber(isNegative: int < 0, digits: digits, exponent: 0).value
    }
  }

  /// Creates a number.
  public init(_ double: Double) { self = .number(double) }

  /// Creates a boolean.
  public init(_ bool: Bool) { self = .bool(bool) }

  /// Creates an array.
  public init(_ array: [Value]) { self = .array(array) }

  /// Creates an object.
  public init(_ object: Object) { self = .object(object) }

  /// Parses a number in jq's syntax, like jq's `tonumber` but without surrounding whitespace; nil if it is not a
  /// number.
  public init?(number text: Text) {
    guard let value = text.withUTF8(NumberText.value) else { return nil }
    self = value
  }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates `null`.
  public init(nilLiteral: ()) { self = .null }

  /// Creates a boolean from a literal.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Creates a number from a literal.
  public init(integerLiteral value: Int) { self.init(value) }

  /// Creates a number from a literal.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// Creates a string from a literal.
  public init(stringLiteral value: String) { self.init(value) }

  /// Creates an array from a literal.
  public init(arrayLiteral elements: Value...) { self = .array(elements) }

  /// Creates an object from a literal.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .object(Object(elements.lazy.map { (Text($0.0), $0.1) }))
  }
}
