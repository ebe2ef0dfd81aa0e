/// A number as the input wrote it, in decNumber's scientific form, kept where its double would print differently.
public final class NumberLiteral: Sendable {
  /// The digits, as jq 1.8 prints them: `1.000`, `1E+2`, `100000000000000000001`.
  public let text: Text
  /// The nearest double of the first 17 significant digits; infinite beyond its range.
  public let double: Double

  init(_ decimal: DecimalNumber) {
    let bytes = decimal.canonical
    text = bytes.withUnsafeBufferPointer { Text(validated: $0) }
    double = decimal.double
  }

  var decimal: DecimalNumber { text.withUTF8(DecimalNumber.init) ?? DecimalNumber.zero }

  /// The same digits with the other sign; a zero becomes positive: jq's `-.`.
  public var negated: Value {
    var decimal = decimal
    decimal.isNegative = !decimal.isNegative && !decimal.isZero
    return decimal.value
  }

  /// The same digits without a sign: jq's `abs`.
  public var magnitude: Value {
    var decimal = decimal
    decimal.isNegative = false
    return decimal.value
  }

  /// The integer it is exactly, if it is one that fits.
  public var int: Int? { decimal.int }

  /// The order of two literals by all their digits.
  public func compare(to other: NumberLiteral) -> Int {
    self === other ? 0 : decimal.compare(to: other.decimal)
  }
}
