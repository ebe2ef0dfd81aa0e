/// Prints text as a JSON string.
enum StringPrinting {
  static func append(_ bytes: UnsafeBufferPointer<UInt8>, ascii: Bool, to output: inout Output) {
    output.append(0x22)
    var rest = bytes
    while !rest.isEmpty {
      let plain = plainPrefix(rest, ascii: ascii)
      output.append(UnsafeBufferPointer(rebasing: rest[..<plain]))
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

  static func append(_ text: SmallText, ascii: Bool, to output: inout Output) {
    let length = UInt64(text.length)
    let blanks = ByteScan.ones &* 0x20
    let low = length < 8 ? text.low | blanks << (length * 8) : text.low
    let high = length < 8 ? blanks : text.rest | blanks << (length * 8 - 64)
    if special(low, ascii: ascii) | special(high, ascii: ascii) != 0 {
      text.withUTF8 { append($0, ascii: ascii, to: &output) }
    } else {
      output.append(0x22)
      output.append(low, high, count: Int(length))
      output.append(0x22)
    }
  }

  static func append(_ text: Text, ascii: Bool, to output: inout Output) {
    switch text {
    case .small(let text): append(text, ascii: ascii, to: &output)
    case .long(let text): text.withUTF8 { append($0, ascii: ascii, to: &output) }
    }
  }

  @inline(__always) private static func special(_ word: UInt64, ascii: Bool) -> UInt64 {
    let special = ByteScan.special(word) | ByteScan.matches(word, 0x7F)
    return ascii ? special | word & ByteScan.highBits : special
  }

  /// The number of leading bytes that need no escaping.
  private static func plainPrefix(_ bytes: UnsafeBufferPointer<UInt8>, ascii: Bool) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var offset = 0
    while offset + 8 <= bytes.count {
      let special = special(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), ascii: ascii)
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

  private static func appendEscape(_ byte: UInt8, to output: inout Output) {
    let letter: UInt8
    switch byte {
    case 0x22, 0x5C: letter = byte
    case 0x08: letter = 0x62
    case 0x09: letter = 0x74
    case 0x0A: letter = 0x6E
    case 0x0C: letter = 0x66
    case 0x0D: letter = 0x72
    default: return appendUnit(UInt32(byte), to: &output)
    }
    output.append(0x5C)
    output.append(letter)
  }

  private static func appendEscape(scalar: UInt32, to output: inout Output) {
    if scalar < 0x10000 {
      appendUnit(scalar, to: &output)
    } else {
      appendUnit(0xD800 + (scalar - 0x10000) >> 10, to: &output)
      appendUnit(0xDC00 + (scalar - 0x10000) & 0x3FF, to: &output)
    }
  }

  private static func appendUnit(_ unit: UInt32, to output: inout Output) {
    output.append(0x5C)
    output.append(0x75)
    for shift in [12, 8, 4, 0] as [UInt32] {
      let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
      output.append(digit + (digit < 10 ? 0x30 : 0x57))
    }
  }
}
