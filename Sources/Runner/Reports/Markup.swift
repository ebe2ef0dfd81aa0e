/// Escaping for XML and HTML.
public enum Markup {
  /// Escapes text for an element or a quoted attribute. Replaces characters that XML 1.0 forbids (section 2.2) by
  /// U+FFFD.
  public static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: isSpecial) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count * 5 / 4 + 16)
    for byte in text.utf8 { append(byte, to: &result) }
    return String(decoding: result, as: UTF8.self)
  }

  /// 0xEF is the first byte of U+FFFE and U+FFFF, among other characters.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0xEF: true
    default: false
    }
  }

  private static func append(_ byte: UInt8, to result: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "&"): result.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): result.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): result.append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "\""): result.append(contentsOf: "&quot;".utf8)
    case UInt8(ascii: "'"): result.append(contentsOf: "&#39;".utf8)
    // XML parsers normalise these to spaces in attributes unless they are escaped.
    case 0x09, 0x0A, 0x0D: result.append(contentsOf: "&#\(byte);".utf8)
    case 0..<0x20: result.append(contentsOf: "\u{FFFD}".utf8)
    // U+FFFE and U+FFFF are EF BF BE and EF BF BF; U+FFFD is EF BF BD.
    case 0xBE, 0xBF: result.append(result.suffix(2) == [0xEF, 0xBF] ? 0xBD : byte)
    default: result.append(byte)
    }
  }
}
