import Glibc
import JSON

/// jq's operators on values.
enum Arithmetic {
  static func add(_ left: consuming Value, _ right: consuming Value) throws(Thrown) -> Value {
    if case .number(let a) = left, case .number(let b) = right { return .number(a + b) }
    if left.isNull { return right }
    if right.isNull { return left }
    if let a = left.double, let b = right.double { return .number(a + b) }
    if let a = left.text, let b = right.text {
      guard a.utf8Count + b.utf8Count < 1 << 31 else { throw Thrown(.text("String too long")) }
      return Value(a + b)
    }
    if left.kind == .array, right.kind == .array {
      return concatenate(left, right)
    }
    if left.kind == .object, right.kind == .object {
      return merge(left, right)
    }
    throw Thrown(.operands(left, right, "cannot be added"))
  }

  private static func concatenate(_ left: consuming Value, _ right: consuming Value) -> Value {
    guard let others = right.takeArray() else { return .null }
    if left.appendToPart(others) { return left }
    guard var elements = left.takeArray() else { return .null }
    if elements.isEmpty { return .array(others) }
    elements.append(contentsOf: others)
    return .array(elements)
  }

  private static func merge(_ left: consuming Value, _ right: consuming Value) -> Value {
    guard var object = left.takeObject(), let others = right.takeObject() else { return .null }
    if object.isEmpty { return .object(others) }
    for place in 0..<others.count {
      let (key, value) = others.member(at: place)
      object.updateValue(value, forKey: key)
    }
    return .object(object)
  }

  static func subtract(_ left: consuming Value, _ right: consuming Value) throws(Thrown) -> Value {
    if let a = left.double, let b = right.double { return .number(a - b) }
    if left.kind == .array, right.kind == .array {
      let others = right.array ?? []
      let elements = left.takeArray() ?? []
      if others.count > 16 {
        let set = Set(others.filter { !($0.double?.isNaN ?? false) })
        return Value(elements.filter { !set.contains($0) })
      }
      return Value(elements.filter { element in !others.contains { $0 == element } })
    }
    throw Thrown(.operands(left, right, "cannot be subtracted"))
  }

  static func multiply(_ left: consuming Value, _ right: consuming Value) throws(Thrown) -> Value {
    if let a = left.double, let b = right.double { return .number(a * b) }
    if let text = left.text, let count = right.double { return try repeated(text, count) }
    if let count = left.double, let text = right.text { return try repeated(text, count) }
    if left.kind == .object, right.kind == .object { return try mergeDeeply(left, right, depth: 0) }
    throw Thrown(.operands(left, right, "cannot be multiplied"))
  }

  private static func repeated(_ text: Text, _ count: Double) throws(Thrown) -> Value {
    guard !(count.isNaN || count < 0) else { return .null }
    guard Double(text.utf8Count) * max(count, 1) < 536_870_911 else {
      throw Thrown(.text("Repeat string result too long"))
    }
    if text.isEmpty { return Value(text) }
    return Value(text.repeated(count < 1 ? (count > 0 ? 0 : 0) : Int(count)))
  }

  private static func mergeDeeply(_ left: consuming Value, _ right: Value, depth: Int) throws(Thrown) -> Value {
    guard depth <= Paths.deepest else { throw Thrown(.text("Object merge too deep")) }
    guard var object = left.takeObject(), let others = right.object else { return .null }
    for (key, value) in others {
      if value.kind == .object, let old = object[key], old.kind == .object {
        object[key] = try mergeDeeply(old, value, depth: depth + 1)
      } else {
        object[key] = value
      }
    }
    return .object(object)
  }

  static func divide(_ left: consuming Value, _ right: consuming Value) throws(Thrown) -> Value {
    if let a = left.double, let b = right.double {
      guard b != 0 else {
        throw Thrown(.operands(left, right, "cannot be divided because the divisor is zero"))
      }
      return .number(a / b)
    }
    if let text = left.text, let separator = right.text { return Value(Search.split(text, by: separator)) }
    throw Thrown(.operands(left, right, "cannot be divided"))
  }

  static func remainder(_ left: consuming Value, _ right: consuming Value) throws(Thrown) -> Value {
    guard let a = left.double, let b = right.double else {
      throw Thrown(.operands(left, right, "cannot be divided (remainder)"))
    }
    if a.isNaN || b.isNaN { return .number(.nan) }
    let divisor = integer(b)
    guard divisor != 0 else {
      throw Thrown(.operands(left, right, "cannot be divided (remainder) because the divisor is zero"))
    }
    let dividend = integer(a)
    let result = Double(dividend.magnitude % divisor.magnitude)
    return .number(dividend < 0 ? 0 - result : result)
  }

  /// Truncates a number to an integer; saturates if out of range.
  static func integer(_ number: Double) -> Int {
    if number.isNaN { return 0 }
    if number >= 0x1p63 { return .max }
    if number <= -0x1p63 { return .min }
    return Int(number)
  }

  static func negate(_ value: consuming Value) throws(Thrown) -> Value {
    switch copy value {
    case .number(let number): return .number(0 - number)
    case .literal(let literal): return literal.negated
    case .null, .bool, .small, .text, .array, .slice, .object, .lazy: throw Thrown(.operand(value, "cannot be negated"))
    }
  }
}
