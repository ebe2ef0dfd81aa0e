/// A JSON value, 16 bytes.
@frozen public enum Value: @unchecked Sendable {
  case null
  case bool(Bool)
  case number(Double)
  /// An untouched number whose double would print differently.
  case literal(NumberLiteral)
  /// Text of at most 14 bytes.
  case small(SmallText)
  /// Text of more than 14 bytes.
  case text(LongText)
  case array([Value])
  /// A part of an array that shares the array's elements.
  case slice(ArrayView)
  case object(Object)
  /// An array or object of a parsed document that nobody has opened yet: a place on its tape.
  case lazy(Document, UInt32)
}

extension Value {
  /// The kinds in jq's order of sorting.
  @frozen public enum Kind: UInt8, Comparable, Sendable {
    case null, `false`, `true`, number, string, array, object

    @inlinable public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  /// Its place in jq's order of sorting.
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

  /// jq's name of its type.
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

  /// The same value, never `.lazy` nor `.slice`: one level is opened, its children may be lazy.
  @inlinable public var resolved: Value {
    switch self {
    case .lazy(let document, let index): document.open(index)
    case .slice(let view): .array(view.elements)
    case .null, .bool, .number, .literal, .small, .text, .array, .object: self
    }
  }

  /// Replaces a lazy container or a slice by the container that it stands for.
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
  public init(_ text: Text) {
    switch text {
    case .small(let text): self = .small(text)
    case .long(let text): self = .text(text)
    }
  }

  public init(_ string: String) { self.init(Text(string)) }

  /// A number; a literal beyond 2^53, so that every digit is kept.
  public init(_ int: Int) {
    if int.magnitude <= 1 << 53 {
      self = .number(Double(int))
    } else {
      let digits = Array(String(int.magnitude).utf8)
      self = DecimalNumber(isNegative: int < 0, digits: digits, exponent: 0).value
    }
  }

  public init(_ double: Double) { self = .number(double) }

  public init(_ bool: Bool) { self = .bool(bool) }

  public init(_ array: [Value]) { self = .array(array) }

  public init(_ object: Object) { self = .object(object) }

  /// The number a text writes in jq's syntax (jq's `tonumber` without its surrounding blanks); nil if it is none.
  public init?(number text: Text) {
    guard let value = text.withUTF8(NumberText.value) else { return nil }
    self = value
  }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(nilLiteral: ()) { self = .null }

  public init(booleanLiteral value: Bool) { self = .bool(value) }

  public init(integerLiteral value: Int) { self.init(value) }

  public init(floatLiteral value: Double) { self = .number(value) }

  public init(stringLiteral value: String) { self.init(value) }

  public init(arrayLiteral elements: Value...) { self = .array(elements) }

  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .object(Object(elements.lazy.map { (Text($0.0), $0.1) }))
  }
}
