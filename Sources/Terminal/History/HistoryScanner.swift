/// Parses the flat JSON objects of a history file.
struct HistoryScanner {
  private var rest: ArraySlice<UInt8>

  /// The members of an object.
  struct Members {
    fileprivate var strings: [(name: String, value: String)] = []
    /// Numbers and literals, as written.
    fileprivate var words: [(name: String, value: String)] = []

    func string(_ name: String) -> String? { strings.last { $0.name == name }?.value }

    func integer<Number: FixedWidthInteger>(_ name: String) -> Number? {
      words.last { $0.name == name }.flatMap { Number($0.value) }
    }
  }

  /// Parses the object of a line; nil if it is malformed.
  static func members(of line: ArraySlice<UInt8>) -> Members? {
    var scanner = HistoryScanner(rest: line)
    guard scanner.take(UInt8(ascii: "{")) else { return nil }
    var members = Members()
    repeat {
      guard let name = scanner.string(), scanner.take(UInt8(ascii: ":")) else { return nil }
      if let value = scanner.string() {
        members.strings.append((name, value))
      } else if let value = scanner.word() {
        members.words.append((name, value))
      } else {
        return nil
      }
    } while scanner.take(UInt8(ascii: ","))
    return scanner.take(UInt8(ascii: "}")) && scanner.isAtEnd ? members : nil
  }

  private init(rest: ArraySlice<UInt8>) {
    self.rest = rest
  }

  private var isAtEnd: Bool {
    rest.allSatisfy { $0 == 0x20 || $0 == 0x0D }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  /// Scans a number or literal.
  private mutating func word() -> String? {
    let word = rest.prefix { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || ($0 > 0x2F && $0 < 0x7B) }
    rest = rest.dropFirst(word.count)
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    // Fast path for strings without escapes.
    let plain = rest.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    rest = rest[plain.endIndex...]
    guard rest.first != UInt8(ascii: "\"") else {
      rest = rest.dropFirst()
      return String(decoding: plain, as: UTF8.self)
    }
    var bytes = Array(plain)
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
