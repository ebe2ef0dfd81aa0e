import Diagnostics

/// `.foo-bar` means `.foo - bar`, but most people who write it mean the field.
enum DashedName {
  /// A hint for an unknown function whose name follows such a dash.
  static func hint(_ place: Place) -> String? {
    let (source, range) = (place.source, place.range)
    let bytes = Array(source.text.utf8)
    guard range.upper <= bytes.count, range.lower > 1, bytes[range.lower - 1] == UInt8(ascii: "-") else { return nil }
    var start = range.lower - 1
    while start > 0, isNamePart(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "-") { start -= 1 }
    guard start > 0, start < range.lower - 1, bytes[start - 1] == UInt8(ascii: ".") else { return nil }
    var end = range.upper
    while end < bytes.count, isNamePart(bytes[end]) || bytes[end] == UInt8(ascii: "-") { end += 1 }
    return "`-` subtracts; write `.\"\(String(decoding: bytes[start..<end], as: UTF8.self))\"` for the field"
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
