/// A line that was entered before.
public struct HistoryEntry: Hashable, Sendable {
  public var text: String
  /// Seconds since 1970.
  public var time: Int

  public init(text: String, time: Int) {
    self.text = text
    self.time = time
  }
}

extension HistoryEntry {
  /// One line of JSON, with its line break: `{"time":1700000000,"text":"…"}`.
  var encoded: [UInt8] {
    var bytes = Array("{\"time\":\(time),\"text\":\"".utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      case 0..<0x20: bytes += Array("\\u00".utf8) + [Self.hexDigits[Int(byte >> 4)], Self.hexDigits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    return bytes + Array("\"}\n".utf8)
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)

  /// The entry of one line of a history file; nil when it is damaged. Unknown members are skipped.
  init?(encoded line: ArraySlice<UInt8>) {
    var scanner = HistoryScanner(rest: line)
    guard scanner.take(UInt8(ascii: "{")) else { return nil }
    var text: String?
    var time = 0
    repeat {
      guard let name = scanner.string(), scanner.take(UInt8(ascii: ":")) else { return nil }
      if let value = scanner.string() {
        if name == "text" { text = value }
      } else if let word = scanner.word() {
        if name == "time" { time = Int(word) ?? 0 }
      } else {
        return nil
      }
    } while scanner.take(UInt8(ascii: ","))
    guard scanner.take(UInt8(ascii: "}")), scanner.isAtEnd, let text, !text.isEmpty else { return nil }
    self.init(text: text, time: time)
  }
}

/// Reads the flat JSON objects of a history file.
private struct HistoryScanner {
  var rest: ArraySlice<UInt8>

  var isAtEnd: Bool {
    rest.allSatisfy { $0 == 0x20 || $0 == 0x0D }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  /// A number or a literal name.
  mutating func word() -> String? {
    let word = rest.prefix { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || ($0 > 0x2F && $0 < 0x7B) }
    rest = rest.dropFirst(word.count)
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
      if byte != UInt8(ascii: "\\") {
        bytes.append(byte)
      } else if !escape(into: &bytes) {
        return nil
      }
    }
    return nil
  }

  private mutating func escape(into bytes: inout [UInt8]) -> Bool {
    switch rest.popFirst() {
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "u"):
      guard let scalar = hexadecimalScalar() else { return false }
      bytes += Array(String(scalar).utf8)
    case let byte? where [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(byte): bytes.append(byte)
    default: return false
    }
    return true
  }

  private mutating func hexadecimalScalar() -> Unicode.Scalar? {
    let digits = rest.prefix(4)
    rest = rest.dropFirst(4)
    guard digits.count == 4, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
