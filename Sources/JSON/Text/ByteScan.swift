/// Scans eight bytes at a time; the lowest set bit of a mask marks the first match.
enum ByteScan {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Finds bytes equal to `byte`; exact up to the first match.
  @inline(__always) static func matches(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference & highBits
  }

  /// Finds bytes below 0x20, quotes and backslashes; exact up to the first match.
  @inline(__always) static func special(_ word: UInt64) -> UInt64 {
    let control = (word &- ones &* 0x20) & ~word & highBits
    return control | matches(word, 0x22) | matches(word, 0x5C)
  }
}
