/// Finds the double nearest to a decimal number, with the Eisel-Lemire algorithm.
///
/// Source: D. Lemire, "Number Parsing at a Gigabyte per Second", 2021.
enum DoubleConversion {
  /// Returns the double nearest to `coefficient` × 10^`power`; the coefficient has at most 17 digits.
  static func double(coefficient: UInt64, power: Int) -> Double {
    if coefficient == 0 { return 0 }
    if coefficient <= 1 << 53, power.magnitude <= 22 {
      let exact = Double(coefficient)
      return power < 0 ? exact / powersOfTen[-power] : exact * powersOfTen[power]
    }
    if power > PowersOfFive.greatest { return .infinity }
    if power < PowersOfFive.least { return 0 }
    return scaled(coefficient, power)
  }

  /// The powers of ten that are exact as doubles.
  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ]

  private static func scaled(_ coefficient: UInt64, _ power: Int) -> Double {
    let shift = coefficient.leadingZeroBitCount
    let product = product(coefficient << UInt64(shift), power)
    let upper = product.high >> 63
    let discarded = upper + 9
    var mantissa = product.high >> discarded
    let exponent = (217_706 * power) >> 16 + 63 + Int(upper) - shift + 1023
    if exponent <= 0 { return subnormal(mantissa, -exponent + 1) }
    let mayBeHalf = product.low <= 1 && (-4...23).contains(power) && mantissa & 3 == 1
    if mayBeHalf && mantissa << discarded == product.high { mantissa &= ~1 }
    return assemble((mantissa + mantissa & 1) >> 1, exponent)
  }

  /// The upper 128 bits of the coefficient times the power of five, precise enough for rounding.
  private static func product(_ coefficient: UInt64, _ power: Int) -> (high: UInt64, low: UInt64) {
    let five = PowersOfFive.table[power - PowersOfFive.least]
    var (high, low) = coefficient.multipliedFullWidth(by: five.high)
    if high & 0x1FF == 0x1FF {
      let carry = low.addingReportingOverflow(coefficient.multipliedFullWidth(by: five.low).high)
      low = carry.partialValue
      if carry.overflow { high += 1 }
    }
    return (high, low)
  }

  private static func subnormal(_ mantissa: UInt64, _ shift: Int) -> Double {
    if shift >= 64 { return 0 }
    let shifted = mantissa >> UInt64(shift)
    return Double(bitPattern: (shifted + shifted & 1) >> 1)
  }

  private static func assemble(_ mantissa: UInt64, _ exponent: Int) -> Double {
    let isCarried = mantissa >= 1 << 53
    let exponent = isCarried ? exponent + 1 : exponent
    if exponent >= 0x7FF { return .infinity }
    let fraction = isCarried ? 0 : mantissa & ~(1 << 52)
    return Double(bitPattern: UInt64(exponent) << 52 | fraction)
  }
}
