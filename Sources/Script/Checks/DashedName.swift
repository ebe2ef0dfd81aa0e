import Diagnostics

/// `.foo-bar` means `.foo - bar`; most people who write it mean the field.
enum DashedName {
  /// The finding with a better hint where it is about the name behind such a dash.
  static func hinted(_ finding: Diagnostic) -> Diagnostic {
    guard finding.code == "unknown-function", let source = finding.source, let range = finding.range else {
      return finding
    }
    let bytes = Array(source.text.utf8)
    guard range.upper <= bytes.count, range.lower > 1, bytes[range.lower - 1] == UInt8(ascii: "-") else {
      return finding
    }
    var start = range.lower - 1
    while start > 0, isNamePart(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "-") { start -= 1 }
    guard start > 0, start < range.lower - 1, bytes[start - 1] == UInt8(ascii: ".") else { return finding }
    var end = range.upper
    while end < bytes.count, isNamePart(bytes[end]) || bytes[end] == UInt8(ascii: "-") { end += 1 }
    var finding = finding
    finding.hint = "`-` subtracts; write `.\"\(String(decoding: bytes[start..<end], as: UTF8.self))\"` for the field"
    return finding
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
