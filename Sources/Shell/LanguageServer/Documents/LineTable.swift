import Diagnostics

/// The line starts of a text; converts the client's positions to UTF-8 offsets and back.
///
/// A line ends with `
/// `, `\r
/// ` or `\r` (LSP 3.17, "Text Documents"). Positions beyond the end of a line or of the text are clamped.
struct LineTable {
  private let bytes: [UInt8]
  private let starts: [Int]
  private let encoding: PositionEncoding

  init(_ text: String, _ encoding: PositionEncoding) {
    bytes = Array(text.utf8)
    self.encoding = encoding
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      let isLineFeed = byte == UInt8(ascii: "\n")
      let isLoneReturn =
        byte == UInt8(ascii: "\r") && !(index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n"))
      if isLineFeed || isLoneReturn { starts.append(index + 1) }
    }
    self.starts = starts
  }

  /// The UTF-8 offset of a position; within a character, that of its beginning.
  func offset(of position: TextPosition) -> Int {
    guard position.line < starts.count else { return bytes.count }
    var offset = starts[position.line]
    var column = 0
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n"), bytes[offset] != UInt8(ascii: "\r") {
      let (length, width) = measure(bytes[offset])
      guard column + width <= position.column else { break }
      column += width
      offset = min(bytes.count, offset + length)
    }
    return offset
  }

  /// The position of a UTF-8 offset.
  func position(of offset: Int) -> TextPosition {
    let offset = max(0, min(offset, bytes.count))
    let line = lineIndex(of: offset)
    var place = starts[line]
    var column = 0
    while place < offset {
      let (length, width) = measure(bytes[place])
      column += width
      place += length
    }
    return TextPosition(line: line, column: column)
  }

  func range(of range: SourceRange) -> TextRange {
    TextRange(start: position(of: range.lower), end: position(of: range.upper))
  }

  /// The index of the line that contains the offset.
  private func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The number of bytes and columns of a character, given its first byte.
  private func measure(_ first: UInt8) -> (length: Int, width: Int) {
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    switch encoding {
    case .utf8: return (length, length)
    case .utf16: return (length, length == 4 ? 2 : 1)
    case .utf32: return (length, 1)
    }
  }
}
