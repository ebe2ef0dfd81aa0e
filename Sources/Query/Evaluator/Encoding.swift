import JSON

/// jq's formats: how values become text in `@csv`, `@base64 "\(…)"` and the like.
enum Encoding: String, Sendable, CaseIterable {
  case text, json, csv, tsv, html, uri, urid, sh, base64, base64d, base32, base32d

  /// A one-sentence description for help.
  var summary: String {
    switch self {
    case .text: "The value as text: strings as they are, the rest as JSON."
    case .json: "The value as JSON."
    case .csv: "An array as a row of CSV."
    case .tsv: "An array as a row of tab-separated values."
    case .html: "The text with `<>&'\"` escaped for HTML."
    case .uri: "The text percent-encoded."
    case .urid: "The percent-encoded text decoded."
    case .sh: "The text, or each element of an array, quoted for a POSIX shell."
    case .base64: "The text in base 64."
    case .base64d: "The base 64 text decoded."
    case .base32: "The text in base 32."
    case .base32d: "The base 32 text decoded."
    }
  }

  func apply(_ value: Value) throws(Thrown) -> Value {
    var bytes: [UInt8] = []
    try append(value, to: &bytes)
    return Value(Text(utf8: bytes))
  }

  /// Appends the encoded value, which is always valid UTF-8.
  func append(_ value: Value, to output: inout [UInt8]) throws(Thrown) {
    switch self {
    case .text: value.appendText(to: &output)
    case .json: value.write(to: &output)
    case .csv: try appendRow(value, separator: 0x2C, to: &output)
    case .tsv: try appendRow(value, separator: 0x09, to: &output)
    case .html: value.withText { Encoding.appendHTML($0, to: &output) }
    case .uri: value.withText { Encoding.appendPercent($0, to: &output) }
    case .urid: try Encoding.decodePercent(value, to: &output)
    case .sh: try appendShell(value, to: &output)
    case .base64: value.withText { Base64.encode($0, to: &output) }
    case .base64d: try Base64.decode(value, to: &output)
    case .base32: value.withText { Base32.encode($0, to: &output) }
    case .base32d: try Base32.decode(value, to: &output)
    }
  }

  private func appendRow(_ value: Value, separator: UInt8, to output: inout [UInt8]) throws(Thrown) {
    guard let cells = value.array else {
      throw Thrown(.operand(value, "cannot be \(rawValue)-formatted, only array"))
    }
    for (index, cell) in cells.enumerated() {
      if index > 0 { output.append(separator) }
      switch cell.kind {
      case .null: break
      case .false, .true: output.append(contentsOf: (cell.isTruthy ? "true" : "false").utf8)
      case .number: if cell.double?.isNaN != true { cell.write(to: &output) }
      case .string:
        cell.withText { self == .csv ? Encoding.appendQuoted($0, to: &output) : Encoding.appendTabbed($0, to: &output) }
      case .array, .object: throw Thrown(.operand(cell, "is not valid in a csv row"))
      }
    }
  }

  /// What jq writes for NUL in rows, HTML and shell words.
  private static let escapedNUL = Array("\\0".utf8)

  private static func appendQuoted(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(0x22)
    for byte in bytes {
      switch byte {
      case 0x00: output.append(contentsOf: Encoding.escapedNUL)
      case 0x22: output.append(contentsOf: [0x22, 0x22])
      default: output.append(byte)
      }
    }
    output.append(0x22)
  }

  private static func appendTabbed(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x00: output.append(contentsOf: Encoding.escapedNUL)
      case 0x09: output.append(contentsOf: [0x5C, 0x74])
      case 0x0A: output.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: output.append(contentsOf: [0x5C, 0x72])
      case 0x5C: output.append(contentsOf: [0x5C, 0x5C])
      default: output.append(byte)
      }
    }
  }

  private static func appendHTML(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x00: output.append(contentsOf: Encoding.escapedNUL)
      case 0x3C: output.append(contentsOf: "&lt;".utf8)
      case 0x3E: output.append(contentsOf: "&gt;".utf8)
      case 0x26: output.append(contentsOf: "&amp;".utf8)
      case 0x27: output.append(contentsOf: "&apos;".utf8)
      case 0x22: output.append(contentsOf: "&quot;".utf8)
      default: output.append(byte)
      }
    }
  }

  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  private static func appendPercent(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: output.append(byte)
      default:
        output.append(0x25)
        output.append(hexDigits[Int(byte >> 4)])
        output.append(hexDigits[Int(byte & 15)])
      }
    }
  }

  private static func decodePercent(_ value: Value, to output: inout [UInt8]) throws(Thrown) {
    var decoded: [UInt8] = []
    let isValid = value.withText { bytes in
      var index = 0
      while index < bytes.count {
        guard bytes[index] == 0x25 else {
          decoded.append(bytes[index])
          index += 1
          continue
        }
        guard index + 2 < bytes.count, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2]) else {
          return false
        }
        decoded.append(high << 4 | low)
        index += 3
      }
      return String(validating: decoded, as: UTF8.self) != nil
    }
    guard isValid else { throw Thrown(.operand(Value(value.asText), "is not a valid uri encoding")) }
    output.append(contentsOf: decoded)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private func appendShell(_ value: Value, to output: inout [UInt8]) throws(Thrown) {
    for (index, word) in (value.array ?? [value]).enumerated() {
      if index > 0 { output.append(0x20) }
      switch word.kind {
      case .array, .object: throw Thrown(.operand(word, "can not be escaped for shell"))
      case .string: word.withText { Encoding.appendShellWord($0, to: &output) }
      case .null, .false, .true, .number: word.write(to: &output)
      }
    }
  }

  private static func appendShellWord(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(0x27)
    for byte in bytes {
      switch byte {
      case 0x00: output.append(contentsOf: Encoding.escapedNUL)
      case 0x27: output.append(contentsOf: "'\\''".utf8)
      default: output.append(byte)
      }
    }
    output.append(0x27)
  }
}

extension Value {
  /// jq's `tostring`: strings unchanged, other values as JSON.
  var asText: Text {
    if let text { return text }
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes.withUnsafeBufferPointer { Text(validated: $0) }
  }

  func withText<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R { asText.withUTF8(body) }

  func appendText(to output: inout [UInt8]) {
    if let text {
      text.withUTF8 { output.append(contentsOf: $0) }
    } else {
      write(to: &output)
    }
  }
}
