extension Value {
  /// Formats a number, or a string that contains one, with a fixed number of digits after the decimal point. The
  /// conversion is exact; halves are rounded away from zero. nil for other values, for NaN and infinity, and for
  /// magnitudes of 10^400 and more.
  public func fixed(places: Int) -> Text? {
    let decimal: DecimalNumber? =
      switch self {
      case .number(let number): DoubleText.bytes(number).withUnsafeBufferPointer { DecimalNumber($0) }
      case .literal(let literal): literal.text.withUTF8 { DecimalNumber($0) }
      default: text?.withUTF8 { DecimalNumber($0) }
      }
    guard let decimal, decimal.adjusted < 400 else { return nil }
    return Text(utf8: decimal.fixed(places: places))
  }
}

extension DecimalNumber {
  /// The digits, `places` of them after the decimal point.
  fileprivate func fixed(places: Int) -> [UInt8] {
    var digits = rounded(places: places)
    let zeros = max(0, places + 1 - digits.count)
    digits = repeatElement(0x30, count: zeros) + digits
    if places > 0 { digits.insert(0x2E, at: digits.count - places) }
    let isZero = digits.allSatisfy { $0 == 0x30 || $0 == 0x2E }
    return isNegative && !isZero ? [0x2D] + digits : digits
  }

  /// The digits of the number times 10^`places`, rounded to an integer.
  private func rounded(places: Int) -> [UInt8] {
    let surplus = -exponent - places
    guard surplus > 0 else { return isZero ? [0x30] : digits + repeatElement(0x30, count: -surplus) }
    guard surplus <= digits.count else { return [0x30] }
    let kept = Array(digits.dropLast(surplus))
    return digits[digits.count - surplus] >= 0x35 ? DecimalNumber.successor(kept) : kept
  }

  private static func successor(_ digits: [UInt8]) -> [UInt8] {
    var digits = digits
    for index in digits.indices.reversed() {
      guard digits[index] == 0x39 else {
        digits[index] += 1
        return digits
      }
      digits[index] = 0x30
    }
    return [0x31] + digits
  }
}
