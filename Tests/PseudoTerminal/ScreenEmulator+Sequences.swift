// Parsing of the output bytes.
extension ScreenEmulator {
  /// Shows the bytes; a sequence or character that is split at the end waits for the rest.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var rest = pending[...]
    while let first = rest.first {
      guard let length = first == 0x1B ? sequence(rest) : character(rest, first) else { break }
      rest = rest.dropFirst(length)
    }
    pending = Array(rest)
  }

  private mutating func character(_ rest: ArraySlice<UInt8>, _ first: UInt8) -> Int? {
    if first < 0x20 || first == 0x7F {
      control(first)
      return 1
    }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard rest.count >= length else { return nil }
    if let scalar = String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars.first { put(scalar) }
    return length
  }

  private mutating func sequence(_ rest: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(rest.prefix(4096))
    guard bytes.count > 1 else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "["):
      guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
      controlSequence(String(decoding: bytes[2..<end], as: UTF8.self), bytes[end])
      return end + 1
    case UInt8(ascii: "]"):
      guard let end = bytes.firstIndex(where: { $0 == 0x07 || $0 == 0x5C }) else { return nil }
      return end + 1
    case UInt8(ascii: "M"):
      if cursor.row == 0 { scrollDown() } else { move(row: cursor.row - 1) }
      return 2
    case UInt8(ascii: "("), UInt8(ascii: ")"): return bytes.count > 2 ? 3 : nil
    default: return 2
    }
  }

  private mutating func controlSequence(_ parameters: String, _ final: UInt8) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = numbers.first ?? 0
    let count = max(1, first)
    switch final {
    case UInt8(ascii: "A"): move(row: cursor.row - count)
    case UInt8(ascii: "B"): move(row: cursor.row + count)
    case UInt8(ascii: "C"): move(column: cursor.column + count)
    case UInt8(ascii: "D"): move(column: cursor.column - count)
    case UInt8(ascii: "G"): move(column: count - 1)
    case UInt8(ascii: "d"): move(row: count - 1)
    case UInt8(ascii: "H"), UInt8(ascii: "f"):
      move(row: count - 1, column: max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case UInt8(ascii: "J"): eraseScreen(first)
    case UInt8(ascii: "K"): eraseLine(first)
    case UInt8(ascii: "m"): style = parameters == "0" ? "" : parameters
    case UInt8(ascii: "h"), UInt8(ascii: "l"):
      if parameters == "?1049" { useAlternateScreen(final == UInt8(ascii: "h")) }
    default: break
    }
  }

  private mutating func eraseLine(_ part: Int) {
    switch part {
    case 0: erase(row: cursor.row, cursor.column..<columns)
    case 1: erase(row: cursor.row, 0..<(cursor.column + 1))
    default: erase(row: cursor.row, 0..<columns)
    }
    waitsWithWrap = false
  }

  private mutating func eraseScreen(_ part: Int) {
    if part == 0 {
      eraseLine(0)
      for row in (cursor.row + 1)..<max(rows, cursor.row + 1) { erase(row: row, 0..<columns) }
    } else {
      let end = part == 1 ? cursor.row : rows
      for row in 0..<end { erase(row: row, 0..<columns) }
      if part == 1 { eraseLine(1) }
    }
  }

  private mutating func useAlternateScreen(_ isOn: Bool) {
    if isOn, saved == nil {
      saved = (lines, cursor)
      for row in 0..<rows { erase(row: row, 0..<columns) }
    } else if !isOn, let saved {
      lines = saved.lines
      self.saved = nil
      move(row: saved.cursor.row, column: saved.cursor.column)
    }
  }
}
