/// Parses a number, or another bare word that jq accepts as one.
enum NumberText {
  /// Returns the number; nil if jq would report "Invalid numeric literal".
  static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
    if let value = plain(bytes) { return value }
    if let decimal = DecimalNumber(bytes) { return decimal.value }
    return named(bytes)
  }

  /// The bytes before the first NUL, because jq reads bare words as C strings.
  static func prefix(_ word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: word.prefix { $0 != 0 })
  }

  /// A fast path for at most 15 digits that the double prints in the same way.
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
    var index = 0
    let isNegative = bytes.first == 0x2D
    if isNegative { index = 1 }
    guard bytes.count - index <= 16, index < bytes.count else { return nil }
    var coefficient: UInt64 = 0
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 < 10 {
      coefficient = coefficient * 10 + UInt64(bytes[index] &- 0x30)
      index += 1
    }
    let whole = index - start
    guard whole > 0, whole <= 15, bytes[start] != 0x30 || whole == 1 else { return nil }
    if index == bytes.count {
      let magnitude = Double(coefficient)
      return .number(isNegative ? -magnitude : magnitude)
    }
    guard bytes[index] == 0x2E, bytes[bytes.count - 1] != 0x30 else { return nil }
    index += 1
    let point = index
    while index < bytes.count, bytes[index] &- 0x30 < 10 {
      coefficient = coefficient * 10 + UInt64(bytes[index] &- 0x30)
      index += 1
    }
    let places = index - point
    guard index == bytes.count, places > 0, whole + places <= 15 else { return nil }
    if bytes[start] == 0x30 && places > 3 && bytes[point] == 0x30 { return nil }
    let magnitude = DoubleConversion.double(coefficient: coefficient, power: -places)
    return .number(isNegative ? -magnitude : magnitude)
  }

  /// Parses `nan` and `infinity`, ignoring case and with an optional sign, like decNumber.
  private static func named(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
    var letters = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    var isNegative = false
    if let first = bytes.first, first == 0x2B || first == 0x2D {
      isNegative = first == 0x2D
      letters.removeFirst()
    }
    if letters == Array("inf".utf8) || letters == Array("infinity".utf8) {
      return .number(isNegative ? -Double.infinity : Double.infinity)
    }
    if letters.first == 0x73 { letters.removeFirst() }
    guard letters.starts(with: "nan".utf8) else { return nil }
    return letters.dropFirst(3).allSatisfy { $0 == 0x30 } ? .number(.nan) : nil
  }
}
