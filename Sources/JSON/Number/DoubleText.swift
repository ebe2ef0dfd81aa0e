/// Prints doubles as jq does: the shortest digits that read back, `1e-05`, `1e+17`, `null` for NaN.
enum DoubleText {
  static func append(_ value: Double, to output: inout Output) {
    if let integer = Int(exactly: value), integer.magnitude < 1_000_000_000_000_000, integer != 0 {
      append(integer, to: &output)
    } else if value.isNaN {
      output.append("null")
    } else {
      if value.sign == .minus { output.append(0x2D) }
      appendMagnitude(min(value.magnitude, Double.greatestFiniteMagnitude), to: &output)
    }
  }

  /// The bytes of a printed double.
  static func bytes(_ value: Double) -> [UInt8] {
    var bytes: [UInt8] = []
    var output = Output(appendingTo: &bytes)
    append(value, to: &output)
    output.finish(&bytes)
    return bytes
  }

  /// Prints an integer.
  static func append(_ value: Int, to output: inout Output) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = value.magnitude
      var start = 20
      repeat {
        start -= 1
        digits[start] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
        rest /= 10
      } while rest > 0
      if value < 0 { output.append(0x2D) }
      output.append(UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  private static func appendMagnitude(_ value: Double, to output: inout Output) {
    if value == 0 {
      output.append(0x30)
      return
    }
    let (digits, point) = shortest(value)
    if point <= -4 || point > digits.count + 15 {
      appendExponential(digits, point - 1, to: &output)
    } else if point <= 0 {
      output.append("0.")
      output.append(repeating: 0x30, count: -point)
      for digit in digits { output.append(digit) }
    } else {
      for index in 0..<max(point, digits.count) {
        if index == point { output.append(0x2E) }
        output.append(index < digits.count ? digits[index] : 0x30)
      }
    }
  }

  private static func appendExponential(_ digits: [UInt8], _ exponent: Int, to output: inout Output) {
    for (index, digit) in digits.enumerated() {
      if index == 1 { output.append(0x2E) }
      output.append(digit)
    }
    output.append(0x65)
    output.append(exponent < 0 ? 0x2D : 0x2B)
    if exponent.magnitude < 10 { output.append(0x30) }
    append(Int(exponent.magnitude), to: &output)
  }

  /// The shortest digits, without zeros at either end, and the place of the point before them.
  private static func shortest(_ value: Double) -> (digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    var point = 0
    var exponent = 0
    var isFraction = false
    var text = value.description[...].utf8
    while let byte = text.popFirst() {
      switch byte {
      case 0x30...0x39:
        if digits.isEmpty && byte == 0x30 {
          if isFraction { point -= 1 }
        } else {
          digits.append(byte)
          if !isFraction { point += 1 }
        }
      case 0x2E: isFraction = true
      default:
        exponent = Int(String(Substring(text))) ?? 0
        text = ""[...].utf8
      }
    }
    while digits.last == 0x30 { digits.removeLast() }
    return (digits, point + exponent)
  }
}
