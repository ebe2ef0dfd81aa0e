/// Prints text as a JSON string.
enum StringPrinting {
  private static let hexDigits: [UInt8] = Array("0123456789abcdef".utf8)

  static func append(_ bytes: UnsafeBufferPointer<UInt8>, ascii: Bool, to output: inout [UInt8]) {
    output.append(0x22)
    var rest = bytes
    while !rest.isEmpty {
      let plain = plainPrefix(rest, ascii: ascii)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: rest[..<plain]))
      rest = UnsafeBufferPointer(rebasing: rest[plain...])
      guard let byte = rest.first else { break }
      if byte < 0x80 {
        appendEscape(byte, to: &output)
        rest = UnsafeBufferPointer(rebasing: rest[1...])
      } else {
        let (scalar, length) = UTF8Validation.decode(rest)
        appendEscape(scalar: scalar ?? 0xFFFD, to: &output)
        rest = UnsafeBufferPointer(rebasing: rest[length...])
      }
    }
    output.append(0x22)
  }

  /// The number of leading bytes that are printed as they are.
  private static func plainPrefix(_ bytes: UnsafeBufferPointer<UInt8>, ascii: Bool) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      var special = ByteScan.special(word) | ByteScan.matches(word, 0x7F)
      if ascii { special |= word & ByteScan.highBits }
      if special != 0 { return offset + special.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < bytes.count {
      let byte = base[offset]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || (ascii && byte >= 0x80) { return offset }
      offset += 1
    }
    return offset
  }

  private static func appendEscape(_ byte: UInt8, to output: inout [UInt8]) {
    output.append(0x5C)
    switch byte {
    case 0x22, 0x5C: output.append(byte)
    case 0x08: output.append(0x62)
    case 0x09: output.append(0x74)
    case 0x0A: output.append(0x6E)
    case 0x0C: output.append(0x66)
    case 0x0D: output.append(0x72)
    default:
      output.removeLast()
      appendUnit(UInt32(byte), to: &output)
    }
  }

  private static func appendEscape(scalar: UInt32, to output: inout [UInt8]) {
    if scalar < 0x10000 {
      appendUnit(scalar, to: &output)
    } else {
      appendUnit(0xD800 + (scalar - 0x10000) >> 10, to: &output)
      appendUnit(0xDC00 + (scalar - 0x10000) & 0x3FF, to: &output)
    }
  }

  private static func appendUnit(_ unit: UInt32, to output: inout [UInt8]) {
    output.append(0x5C)
    output.append(0x75)
    for shift in [12, 8, 4, 0] as [UInt32] { output.append(hexDigits[Int(unit >> shift & 0xF)]) }
  }
}
