/// A decimal number of any length: a coefficient without leading zeros times a power of ten.
struct DecimalNumber {
  var isNegative: Bool
  /// ASCII digits; `0` alone for zero.
  var digits: [UInt8]
  var exponent: Int

  static let zero = DecimalNumber(isNegative: false, digits: [0x30], exponent: 0)
  static let greatestExponent = 999_999_999
  static let leastExponent = -1_147_483_646

  init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = exponent
  }

  /// Parses jq's number syntax: a sign, digits with at most one point, and an exponent, but no names such as `nan`.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var hasSign = false
    if let first = bytes.first, first == 0x2D || first == 0x2B {
      hasSign = first == 0x2D
      index = 1
    }
    isNegative = hasSign
    digits = []
    exponent = 0
    var hasPoint = false
    var hasDigit = false
    scan: while index < bytes.count {
      switch bytes[index] {
      case 0x30...0x39:
        hasDigit = true
        if digits != [0x30] { digits.append(bytes[index]) } else { digits[0] = bytes[index] }
        if hasPoint { exponent -= 1 }
      case 0x2E where !hasPoint: hasPoint = true
      default: break scan
      }
      index += 1
    }
    guard hasDigit else { return nil }
    if index < bytes.count {
      guard let power = DecimalNumber.power(UnsafeBufferPointer(rebasing: bytes[index...])) else { return nil }
      exponent += power
    }
    clampExponent()
  }

  var isZero: Bool { digits == [0x30] }

  /// The exponent of the first digit.
  var adjusted: Int { exponent + digits.count - 1 }

  var isInfinite: Bool { !isZero && adjusted > DecimalNumber.greatestExponent }

  private mutating func clampExponent() {
    if isZero {
      exponent = min(max(exponent, DecimalNumber.leastExponent), DecimalNumber.greatestExponent)
    } else if adjusted < DecimalNumber.leastExponent {
      digits = [0x30]
      exponent = DecimalNumber.leastExponent
    }
  }

  /// Parses `e5`, `E+05` or `e-3`; saturates far beyond every limit.
  private static func power(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes[0] | 0x20 == 0x65 else { return nil }
    var index = 1
    var isNegative = false
    if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D {
      isNegative = bytes[index] == 0x2D
      index += 1
    }
    guard index < bytes.count else { return nil }
    var result = 0
    while index < bytes.count {
      guard (0x30...0x39).contains(bytes[index]) else { return nil }
      result = min(result * 10 + Int(bytes[index] - 0x30), 1 << 50)
      index += 1
    }
    return isNegative ? -result : result
  }
}

extension DecimalNumber {
  /// The scientific notation of decNumber: `1E+2`, `0.000001`, `1E-7`.
  var canonical: [UInt8] {
    var result: [UInt8] = isNegative ? [0x2D] : []
    if exponent <= 0 && adjusted >= -6 {
      appendPlain(to: &result)
    } else {
      result.append(digits[0])
      if digits.count > 1 {
        result.append(0x2E)
        result.append(contentsOf: digits[1...])
      }
      result.append(0x45)
      result.append(adjusted < 0 ? 0x2D : 0x2B)
      result.append(contentsOf: String(adjusted.magnitude).utf8)
    }
    return result
  }

  private func appendPlain(to result: inout [UInt8]) {
    let point = digits.count + exponent
    if exponent == 0 {
      result.append(contentsOf: digits)
    } else if point > 0 {
      result.append(contentsOf: digits[..<point])
      result.append(0x2E)
      result.append(contentsOf: digits[point...])
    } else {
      result.append(contentsOf: [0x30, 0x2E])
      result.append(contentsOf: repeatElement(0x30, count: -point))
      result.append(contentsOf: digits)
    }
  }

  /// The double nearest to the value rounded to 17 significant digits, half to even.
  var double: Double {
    var coefficient: UInt64 = 0
    for digit in digits.prefix(17) { coefficient = coefficient * 10 + UInt64(digit - 0x30) }
    var power = exponent
    if digits.count > 17 {
      power += digits.count - 17
      if roundsUp(coefficient) { coefficient += 1 }
    }
    let magnitude = DoubleConversion.double(coefficient: coefficient, power: power)
    return isNegative ? -magnitude : magnitude
  }

  private func roundsUp(_ coefficient: UInt64) -> Bool {
    if digits[17] != 0x35 { return digits[17] > 0x35 }
    return coefficient & 1 == 1 || digits[18...].contains { $0 != 0x30 }
  }

  /// The exact integer value; nil if it is not an integer or does not fit.
  var int: Int? {
    var significant = digits[...]
    var power = exponent
    while significant.count > 1, significant.last == 0x30 {
      significant.removeLast()
      power += 1
    }
    if isZero { return 0 }
    guard power >= 0, significant.count + power <= 19 else { return nil }
    var result = 0
    for digit in significant + repeatElement(0x30, count: power) {
      let (product, first) = result.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.subtractingReportingOverflow(Int(digit - 0x30))
      if first || second { return nil }
      result = sum
    }
    if isNegative { return result }
    return result == Int.min ? nil : -result
  }

  /// Compares the exact values.
  func compare(to other: DecimalNumber) -> Int {
    if isZero || other.isZero || isNegative != other.isNegative { return sign - other.sign }
    let order = compareMagnitude(to: other)
    return isNegative ? -order : order
  }

  private var sign: Int { isZero ? 0 : isNegative ? -1 : 1 }

  private func compareMagnitude(to other: DecimalNumber) -> Int {
    if adjusted != other.adjusted { return adjusted < other.adjusted ? -1 : 1 }
    for index in 0..<max(digits.count, other.digits.count) {
      let left = index < digits.count ? digits[index] : 0x30
      let right = index < other.digits.count ? other.digits[index] : 0x30
      if left != right { return left < right ? -1 : 1 }
    }
    return 0
  }

  /// A plain number if its double prints the same text, otherwise a literal. Integers beyond 2^53 are always literals,
  /// because different ones may have the same double.
  var value: Value {
    if isInfinite { return .number(isNegative ? -Double.infinity : Double.infinity) }
    let literal = NumberLiteral(self)
    let printed = DoubleText.bytes(literal.double)
    let isSame = literal.text.withUTF8 { $0.elementsEqual(printed) }
    let isWide = exponent == 0 && literal.double.magnitude > 0x1p53
    return isSame && !isWide ? .number(literal.double) : .literal(literal)
  }
}
