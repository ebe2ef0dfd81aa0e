/// Validates and repairs UTF-8, as jq does.
enum UTF8Validation {
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The number of leading ASCII bytes.
  static func asciiPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & highBits
      if word != 0 { return offset + word.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < bytes.count, base[offset] < 0x80 { offset += 1 }
    return offset
  }

  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { validCount(bytes) == bytes.count }

  /// The number of leading bytes that form complete characters.
  static func validCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var rest = bytes
    while true {
      rest = UnsafeBufferPointer(rebasing: rest[asciiPrefix(rest)...])
      if rest.isEmpty { return bytes.count }
      while let byte = rest.first, byte >= 0x80 {
        let (scalar, length) = decode(rest)
        guard scalar != nil else { return bytes.count - rest.count }
        rest = UnsafeBufferPointer(rebasing: rest[length...])
      }
    }
  }

  /// Whether the bytes are the beginning of a character.
  static func isIncomplete(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    return 0xC2...0xF4 ~= first && bytes.count < length && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
  }

  static func lineFeeds(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for byte in bytes where byte == 0x0A { count &+= 1 }
      return count
    }
  }

  /// Decodes the first code point and returns its length in bytes; if invalid, nil and the number of bytes that one
  /// U+FFFD replaces.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> (scalar: UInt32?, length: Int) {
    guard let first = bytes.first else { return (nil, 0) }
    if first < 0x80 { return (UInt32(first), 1) }
    let length: Int
    var scalar: UInt32
    let least: UInt32
    switch first {
    case 0xC2...0xDF: (length, scalar, least) = (2, UInt32(first & 0x1F), 0x80)
    case 0xE0...0xEF: (length, scalar, least) = (3, UInt32(first & 0x0F), 0x800)
    case 0xF0...0xF4: (length, scalar, least) = (4, UInt32(first & 0x07), 0x10000)
    default: return (nil, 1)
    }
    if length > bytes.count { return (nil, bytes.count) }
    for index in 1..<length {
      guard bytes[index] & 0xC0 == 0x80 else { return (nil, index) }
      scalar = scalar << 6 | UInt32(bytes[index] & 0x3F)
    }
    let isScalar = scalar >= least && scalar <= 0x10FFFF && !(0xD800...0xDFFF).contains(scalar)
    return (isScalar ? scalar : nil, length)
  }

  /// Returns a copy with U+FFFD for each invalid sequence.
  static func repair(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var rest = bytes
    while !rest.isEmpty {
      let (scalar, length) = decode(rest)
      if scalar == nil {
        result.append(contentsOf: [0xEF, 0xBF, 0xBD])
      } else {
        result.append(contentsOf: rest[..<length])
      }
      rest = UnsafeBufferPointer(rebasing: rest[length...])
    }
    return result
  }

  /// Appends a code point.
  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: bytes.append(UInt8(scalar))
    case 0x80..<0x800:
      bytes.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
      bytes.append(0x80 | UInt8(scalar & 0x3F))
    case 0x800..<0x10000:
      bytes.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
      bytes.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      bytes.append(0x80 | UInt8(scalar & 0x3F))
    default:
      bytes.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18 & 0x07))
      bytes.append(0x80 | UInt8(scalar >> 12 & 0x3F))
      bytes.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      bytes.append(0x80 | UInt8(scalar & 0x3F))
    }
  }
}
