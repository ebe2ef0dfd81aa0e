import JSON

/// Numeric arguments of mathematical functions.
enum Numeric {
  static func double(_ value: borrowing Value) throws(Thrown) -> Double {
    let value = copy value
    guard let number = value.double else { throw Thrown(.operand(value, "number required")) }
    return number
  }
}
