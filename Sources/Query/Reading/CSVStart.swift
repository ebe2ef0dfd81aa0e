import JSON

/// The start of a CSV text: an optional `sep=` line, and the separator detected in the first line.
struct CSVStart {
  /// nil if the first line has no separator, so that there is a single column.
  private(set) var separator: UInt8?
  /// The offset and the line of the first row.
  private(set) var offset = 0
  private(set) var line = 1

  private static let candidates = Array(",;\t|".utf8)

  /// Analyses the first line; nil if it is incomplete.
  ///
  /// - Parameter given: the separator to use; nil to detect it.
  init?(_ bytes: [UInt8], separator given: UInt8?, isWhole: Bool) throws(CSVFault) {
    skipBlankLines(bytes)
    guard let end = CSVStart.end(of: bytes[offset...], isWhole) else { return nil }
    if let named = CSVStart.named(bytes[offset..<end]) {
      offset = end
      skipBlankLines(bytes)
      separator = given ?? named
      return
    }
    let first = bytes[offset..<end]
    if first.starts(with: "{".utf8) || first.starts(with: "[{".utf8) {
      throw CSVFault(line: line, "this looks like JSON, not CSV", hint: "use `read_json` or `read_ndjson`")
    }
    if let given { separator = given } else { separator = try found(in: first) }
  }

  private mutating func skipBlankLines(_ bytes: [UInt8]) {
    while offset < bytes.count, bytes[offset] == 0x0A || bytes[offset] == 0x0D {
      let isPair = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
      offset += isPair ? 2 : 1
      line += 1
    }
  }

  /// Returns the end of the first line, ignoring line breaks within quotes.
  private static func end(of bytes: ArraySlice<UInt8>, _ isWhole: Bool) -> Int? {
    var isQuoted = false
    for index in bytes.indices {
      switch bytes[index] {
      case 0x22: isQuoted.toggle()
      case 0x0A where !isQuoted, 0x0D where !isQuoted: return index
      default: break
      }
    }
    return isWhole ? bytes.endIndex : nil
  }

  /// Returns the separator of a line such as `sep=;`, a convention of Excel.
  private static func named(_ line: ArraySlice<UInt8>) -> UInt8? {
    let text = line.filter { $0 != 0x22 }
    guard text.count == 5, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=" else { return nil }
    return text.last
  }

  /// Returns the most frequent candidate outside quotes.
  private func found(in first: ArraySlice<UInt8>) throws(CSVFault) -> UInt8? {
    var isQuoted = false
    var counts = CSVStart.candidates.map { (byte: $0, count: 0) }
    for byte in first {
      if byte == 0x22 { isQuoted.toggle() }
      guard !isQuoted, let place = CSVStart.candidates.firstIndex(of: byte) else { continue }
      counts[place].count += 1
    }
    let most = counts.map(\.count).max() ?? 0
    let best = counts.filter { $0.count == most }
    guard most > 0 else { return nil }
    guard best.count == 1 else {
      let names = best.map { CSVStart.name($0.byte) }.joined(separator: " and ")
      throw CSVFault(
        line: line, "\(names) are equally frequent, so the separator is not clear",
        hint: "write `{separator: \(Value(String(decoding: [best[0].byte], as: UTF8.self)).json())}` as second argument"
      )
    }
    return best[0].byte
  }

  private static func name(_ byte: UInt8) -> String {
    byte == 0x09 ? "tabs" : "`\(String(decoding: [byte], as: UTF8.self))`"
  }
}

/// An error in a CSV text, with its line from 1.
struct CSVFault: Error {
  let line: Int
  let message: String
  let hint: String?

  init(line: Int, _ message: String, hint: String? = nil) {
    self.line = line
    self.message = message
    self.hint = hint
  }
}
