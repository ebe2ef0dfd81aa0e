/// Determines the lines on which records begin, in a text that arrives in pieces.
struct RecordLines {
  /// The bytes after the last record.
  private var rest: [UInt8] = []
  /// The offset of `rest` in the text.
  private var start = 0
  private var line = 1

  mutating func feed(_ bytes: [UInt8]) { rest += bytes }

  /// Returns the line of the next record, from 1.
  ///
  /// - Parameter end: the offset of the end of the record in the text, in bytes.
  mutating func next(endingAt end: Int) -> Int {
    let record = rest.prefix(max(0, end - start))
    let blank = record.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    let first = line + RecordLines.breaks(in: blank)
    line += RecordLines.breaks(in: record)
    rest.removeFirst(record.count)
    start = end
    return first
  }

  private static func breaks(in bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == 0x0A } }
}
