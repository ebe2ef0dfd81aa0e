import JSON

/// CSV text (RFC 4180).
struct DelimitedText {
  enum Field {
    /// Written unchanged: a key, a number, JSON.
    case plain(String)
    /// External text. A `'` is prepended if a spreadsheet would evaluate it as a formula.
    case guarded(String)

    static var empty: Field { .plain("") }

    static func number(_ number: Int?) -> Field { .plain(number.map { String($0) } ?? "") }

    static func json(_ value: Value) -> Field { .plain(value.isNull ? "" : value.json()) }
  }

  private(set) var bytes: [UInt8] = []

  mutating func append(_ fields: [Field]) {
    for (column, field) in fields.enumerated() {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      switch field {
      case .plain(let text): append(text)
      case .guarded(let text): append(FormulaGuard.isFormula(text) ? "'" + text : text)
      }
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  private mutating func append(_ text: String) {
    guard text.utf8.contains(where: Self.needsQuotes) else { return bytes.append(contentsOf: text.utf8) }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
