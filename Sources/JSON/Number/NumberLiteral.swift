/// A number with its original digits, in decNumber's scientific notation; used if its double would print differently.
public final class NumberLiteral: Sendable {
  /// The digits, as printed by jq 1.8: `1.000`, `1E+2`, `100000000000000000001`.
  public let text: Text
  /// The double nearest to the first 17 significant digits; infinite if out of range.
  public let double: Double

  init(_ decimal: DecimalNumber) {
    let bytes = decimal.canonical
    text = bytes.withUnsafeBufferPointer { Text(validated: $0) }
    double = decimal.double
  }

  var decimal: DecimalNumber { text.withUTF8(DecimalNumber.init) ?? DecimalNumber.zero }

  /// The negated number with the same digits; a zero becomes positive, as with jq's `-.`.
  public var negated: Value {
    var decimal = decimal
    decimal.isNegative = !decimal.isNegative && !decimal.isZero
    return decimal.value
  }

  /// The number without its sign: jq's `abs`.
  public var magnitude: Value {
    var decimal = decimal
    decimal.isNegative = false
    return decimal.value
  }

  /// The exact integer value; nil if it is not an integer or does not fit.
  public var int: Int? { decimal.int }

  /// Compares two literals by all their digits.
  public func compare(to other: NumberLiteral) -> Int {
    self === other ? 0 : decimal.compare(to: other.decimal)
  }
}
