/// The records of a CSV text, RFC 4180.
struct CSVDocument {
  private(set) var records: [[String]] = []

  init(_ bytes: [UInt8]) {
    var (record, field, isQuoted, wasQuote) = ([String](), [UInt8](), false, false)
    func text() -> String { String(decoding: field, as: UTF8.self) }
    for byte in bytes {
      switch (byte, isQuoted) {
      case (UInt8(ascii: "\""), true): (isQuoted, wasQuote) = (false, true)
      case (UInt8(ascii: "\""), false):
        if wasQuote { field.append(byte) }
        (isQuoted, wasQuote) = (true, false)
      case (UInt8(ascii: ","), false):
        record.append(text())
        (field, wasQuote) = ([], false)
      case (UInt8(ascii: "\n"), false):
        if field.last == UInt8(ascii: "\r") { field.removeLast() }
        records.append(record + [text()])
        (record, field, wasQuote) = ([], [], false)
      default: field.append(byte)
      }
    }
  }

  /// The records, keyed by column name.
  var rows: [[String: String]] {
    guard let names = records.first else { return [] }
    return records.dropFirst().map { Dictionary(zip(names, $0)) { $1 } }
  }
}
