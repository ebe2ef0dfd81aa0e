/// Decodes the content of a JSON string.
enum StringText {
  /// Decodes the escapes, which must be well formed.
  static func unescape(_ source: UnsafeBufferPointer<UInt8>) -> Text {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
      guard source[index] == 0x5C, index + 1 < source.count else {
        bytes.append(source[index])
        index += 1
        continue
      }
      let escape = source[index + 1]
      index += 2
      if escape == 0x75 {
        UTF8Validation.append(scalar(source, &index), to: &bytes)
      } else {
        bytes.append(character(escape))
      }
    }
    return bytes.withUnsafeBufferPointer { Text(utf8: $0) }
  }

  /// The character of a two-character escape.
  private static func character(_ escape: UInt8) -> UInt8 {
    switch escape {
    case 0x62: 0x08
    case 0x66: 0x0C
    case 0x6E: 0x0A
    case 0x72: 0x0D
    case 0x74: 0x09
    default: escape
    }
  }

  /// Decodes the code point of `XXXX` or `XXXX\uXXXX` at `index`, and advances `index`.
  private static func scalar(_ source: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
    let unit = hex(source, index) ?? 0xFFFD
    index += 4
    if (0xD800...0xDBFF).contains(unit), let low = hex(source, index + 2), (0xDC00...0xDFFF).contains(low) {
      index += 6
      return 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    }
    return (0xD800...0xDFFF).contains(unit) ? 0xFFFD : unit
  }

  /// Parses four hexadecimal digits at `index`.
  static func hex(_ source: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32? {
    guard index + 4 <= source.count else { return nil }
    var result: UInt32 = 0
    for offset in 0..<4 {
      guard let digit = digit(source[index + offset]) else { return nil }
      result = result << 4 | digit
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }
}

extension StringText {
  /// Returns jq's error message for a malformed string.
  static func error(_ source: UnsafeBufferPointer<UInt8>) -> String? {
    var index = 0
    while index < source.count {
      if source[index] < 0x20 {
        return "Invalid string: control characters from U+0000 through U+001F must be escaped"
      }
      guard source[index] == 0x5C else {
        index += 1
        continue
      }
      guard index + 1 < source.count else { return "Expected escape character at end of string" }
      switch source[index + 1] {
      case 0x5C, 0x22, 0x2F, 0x62, 0x66, 0x74, 0x6E, 0x72: index += 2
      case 0x75:
        if let message = unicodeError(source, &index) { return message }
      default: return "Invalid escape"
      }
    }
    return nil
  }

  private static func unicodeError(_ source: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> String? {
    guard index + 6 <= source.count else { return "Invalid \\uXXXX escape" }
    guard let unit = StringText.hex(source, index + 2) else { return "Invalid characters in \\uXXXX escape" }
    index += 6
    guard (0xD800...0xDBFF).contains(unit) else { return nil }
    let message = "Invalid \\uXXXX\\uXXXX surrogate pair escape"
    guard index + 6 <= source.count, source[index] == 0x5C, source[index + 1] == 0x75,
      let low = StringText.hex(source, index + 2), (0xDC00...0xDFFF).contains(low)
    else { return message }
    index += 6
    return nil
  }
}
