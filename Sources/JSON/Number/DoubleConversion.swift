/// Finds the double nearest to a decimal.
enum DoubleConversion {
  /// The double nearest to `coefficient` × 10^`power`; the coefficient has at most 17 digits.
  static func double(coefficient: UInt64, power: Int) -> Double {
    if coefficient == 0 { return 0 }
    if coefficient <= 1 << 53, power.magnitude <= 22 {
      let exact = Double(coefficient)
      return power < 0 ? exact / powersOfTen[-power] : exact * powersOfTen[power]
    }
    if power > 310 { return .infinity }
    if power < -400 { return 0 }
    return Double("\(coefficient)e\(power)") ?? 0
  }

  /// The powers of ten that are exact doubles.
  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ]
}
