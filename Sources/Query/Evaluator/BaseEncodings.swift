import JSON

/// Base64 (RFC 4648, section 4), decoded as leniently as in jq.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      let count = min(3, bytes.count - index)
      var group: UInt32 = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[index + offset]) : 0) }
      for place in 0..<4 {
        output.append(place <= count ? alphabet[Int(group >> UInt32(18 - 6 * place) & 63)] : 0x3D)
      }
      index += 3
    }
  }

  /// Decoding stops at the padding; a single trailing character and invalid characters are errors.
  static func decode(_ value: Value, to output: inout [UInt8]) throws(Thrown) {
    var decoded: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    var isValid = true
    value.withText { bytes in
      for byte in bytes.prefix(while: { $0 != 0x3D }) {
        guard let digit = digit(byte) else {
          isValid = false
          return
        }
        group = group << 6 | digit
        count += 1
        if count == 4 {
          for shift in [16, 8, 0] as [UInt32] { decoded.append(UInt8(truncatingIfNeeded: group >> shift)) }
          (group, count) = (0, 0)
        }
      }
    }
    guard isValid else { throw Thrown(.operand(Value(value.asText), "is not valid base64 data")) }
    if count == 1 { throw Thrown(.operand(Value(value.asText), "trailing base64 byte found")) }
    if count == 2 { decoded.append(UInt8(truncatingIfNeeded: group >> 4)) }
    if count == 3 {
      decoded.append(UInt8(truncatingIfNeeded: group >> 10))
      decoded.append(UInt8(truncatingIfNeeded: group >> 2))
    }
    Text(utf8: decoded).withUTF8 { output.append(contentsOf: $0) }
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61 + 26)
    case 0x30...0x39: UInt32(byte - 0x30 + 52)
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}

/// Base32 (RFC 4648, section 6).
enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  static func encode(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      let count = min(5, bytes.count - index)
      var group: UInt64 = 0
      for offset in 0..<5 { group = group << 8 | (offset < count ? UInt64(bytes[index + offset]) : 0) }
      let digits = (count * 8 + 4) / 5
      for place in 0..<8 {
        output.append(place < digits ? alphabet[Int(group >> UInt64(35 - 5 * place) & 31)] : 0x3D)
      }
      index += 5
    }
  }

  static func decode(_ value: Value, to output: inout [UInt8]) throws(Thrown) {
    var decoded: [UInt8] = []
    var group: UInt64 = 0
    var bits = 0
    let isValid = value.withText { bytes in
      for byte in bytes where byte != 0x3D {
        guard let digit = alphabet.firstIndex(of: byte) else { return false }
        group = (group << 5 | UInt64(digit)) & 0xFFFF
        bits += 5
        if bits >= 8 {
          bits -= 8
          decoded.append(UInt8(truncatingIfNeeded: group >> UInt64(bits)))
        }
      }
      return true
    }
    guard isValid else { throw Thrown(.operand(Value(value.asText), "is not valid base32 data")) }
    Text(utf8: decoded).withUTF8 { output.append(contentsOf: $0) }
  }
}
