/// Formats doubles as jq does: the shortest digits that round-trip, `1e-05`, `1e+17`, `null` for NaN.
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

  /// Returns a formatted double as bytes.
  static func bytes(_ value: Double) -> [UInt8] {
    var bytes: [UInt8] = []
    var output = Output(appendingTo: &bytes)
    append(value, to: &output)
    output.finish(&bytes)
    return bytes
  }

  /// Appends an integer.
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
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
      let (count, point) = shortest(value, buffer)
      append(UnsafeBufferPointer(rebasing: buffer[..<count]), point, to: &output)
    }
  }

  private static func append(_ digits: UnsafeBufferPointer<UInt8>, _ point: Int, to output: inout Output) {
    if point <= -4 || point > digits.count + 15 {
      appendExponential(digits, point - 1, to: &output)
    } else if point <= 0 {
      output.append("0.")
      output.append(repeating: 0x30, count: -point)
      output.append(digits)
    } else if point >= digits.count {
      output.append(digits)
      output.append(repeating: 0x30, count: point - digits.count)
    } else {
      output.append(UnsafeBufferPointer(rebasing: digits[..<point]))
      output.append(0x2E)
      output.append(UnsafeBufferPointer(rebasing: digits[point...]))
    }
  }

  private static func appendExponential(_ digits: UnsafeBufferPointer<UInt8>, _ exponent: Int, to output: inout Output)
  {
    output.append(digits[0])
    if digits.count > 1 {
      output.append(0x2E)
      output.append(UnsafeBufferPointer(rebasing: digits[1...]))
    }
    output.append(0x65)
    output.append(exponent < 0 ? 0x2D : 0x2B)
    if exponent.magnitude < 10 { output.append(0x30) }
    append(Int(exponent.magnitude), to: &output)
  }

  /// Writes the shortest digits, without zeros at either end; returns their count and the position of the decimal
  /// point.
  private static func shortest(_ value: Double, _ digits: UnsafeMutableBufferPointer<UInt8>) -> (count: Int, point: Int)
  {
    var count = 0
    var point = 0
    var exponent = 0
    var isFraction = false
    var isExponent = false
    var isBelowOne = false
    for byte in value.description.utf8 {
      switch byte {
      case 0x30...0x39 where isExponent: exponent = exponent * 10 + Int(byte - 0x30)
      case 0x30 where count == 0: point -= isFraction ? 1 : 0
      case 0x30...0x39:
        digits[count] = byte
        count += 1
        point += isFraction ? 0 : 1
      case 0x2E: isFraction = true
      case 0x2D: isBelowOne = true
      default: isExponent = isExponent || byte == 0x65
      }
    }
    while count > 1, digits[count - 1] == 0x30 { count -= 1 }
    return (count, point + (isBelowOne ? -exponent : exponent))
  }
}
