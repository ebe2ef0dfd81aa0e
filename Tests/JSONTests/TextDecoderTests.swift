import JSON
import Testing

@Suite struct TextDecoderTests {
  /// The bytes, the expected encoding, and the text.
  private static let texts: [([UInt8], TextEncoding, String)] = [
    (Array("Zoë 🎓\n".utf8), .utf8, "Zoë 🎓\n"), ([0xEF, 0xBB, 0xBF, 0x61], .utf8, "a"), ([], .utf8, ""),
    ([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], .latin1, "é"), ([0x4D, 0xFC, 0x6C], .latin1, "Mül"),
    ([0x4D, 0xFC, 0x80, 0x92], .windows1252, "Mü€’"), ([0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8, 0x00, 0xDE], .utf8, "a😀"),
    ([0xFE, 0xFF, 0, 0x61, 0xD8, 0x3D, 0xDE, 0x00], .windows1252, "a😀"), ([0x61, 0, 0x0A, 0], .utf16, "a\n"),
    ([0, 0x61, 0, 0x0A], .utf16, "a\n"), ([0x1F], .utf8, "\u{1F}"), (Array("PK".utf8), .utf8, "PK"),
  ]

  @Test("Bytes are decoded to their text, in pieces of any size", arguments: texts)
  func decodes(bytes: [UInt8], encoding: TextEncoding, text: String) throws {
    for size in 1...max(1, bytes.count) {
      var decoder = TextDecoder(encoding)
      var output: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        output += try decoder.decode(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      output += try decoder.finish()
      #expect(String(decoding: output, as: UTF8.self) == text, "in pieces of \(size)")
    }
  }

  private static let faults: [([UInt8], TextEncoding, EncodingFault.Reason, Int)] = [
    (Array("a\nb\n".utf8) + [0xFC, 0x0A], .utf8, .invalid(0xFC, .utf8), 3),
    ([0x61, 0xE2, 0x82], .utf8, .incomplete(.utf8), 1), ([0xC0, 0x80], .utf8, .invalid(0xC0, .utf8), 1),
    ([0xED, 0xA0, 0x80], .utf8, .invalid(0xED, .utf8), 1), ([0x61, 0x0A, 0, 0x62], .utf8, .zero, 2),
    ([0x61, 0x0A, 0x80], .latin1, .invalid(0x80, .latin1), 2),
    ([0x0A, 0x0A, 0x81], .windows1252, .invalid(0x81, .windows1252), 3),
    ([0xFF, 0xFE, 0x0A, 0, 0x00, 0xDC], .utf8, .surrogate, 2),
    ([0xFF, 0xFE, 0x3D, 0xD8, 0x61, 0], .utf8, .surrogate, 1), ([0xFF, 0xFE, 0x61], .utf8, .incomplete(.utf16), 1),
    ([0x1F, 0x8B, 8, 0, 1], .utf8, .binary("a gzip file"), 1),
    ([0x50, 0x4B, 3, 4, 20], .latin1, .binary("a zip file or an Excel workbook"), 1),
  ]

  @Test("Invalid bytes are an error with the line, in pieces of any size", arguments: faults)
  func refuses(bytes: [UInt8], encoding: TextEncoding, reason: EncodingFault.Reason, line: Int) throws {
    for size in 1...bytes.count {
      let fault = #expect(throws: EncodingFault.self, "in pieces of \(size)") {
        var decoder = TextDecoder(encoding)
        for start in stride(from: 0, to: bytes.count, by: size) {
          _ = try decoder.decode(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        _ = try decoder.finish()
      }
      #expect(fault?.reason == reason)
      #expect(fault?.line == line)
    }
  }
}
