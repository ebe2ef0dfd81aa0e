import JSON

/// Parses CSV (RFC 4180) incrementally, row by row. Lines end with LF, CRLF or CR; empty lines are skipped. A quote
/// within an unquoted cell is an ordinary character.
struct CSVReader {
  /// A cell of the current row, as offsets from the start of the row.
  private struct Cell {
    var start: Int
    var end: Int
    var isQuoted = false
    /// Whether it contains a doubled quote.
    var hasQuotes = false
  }

  private enum State { case start, plain, quoted, closed, behind }

  private let separator: UInt8
  private let trims: Bool
  private var buffer: [UInt8] = []
  private var cells: [Cell] = []
  private var state = State.start
  /// The offsets of the current row, the current cell and the next byte.
  private var rowStart = 0
  private var cellStart = 0
  private var place = 0
  private var cellEnd = 0
  private var hasQuotes = false
  private var isComplete = false
  private var isAtEnd = false
  private var isAfterReturn = false
  private var line: Int
  private var quoteLine = 0
  /// The line on which the current row begins, from 1.
  private(set) var rowLine: Int

  init(separator: UInt8, trims: Bool, line: Int) {
    self.separator = separator
    self.trims = trims
    self.line = line
    rowLine = line
  }

  /// The number of cells in the current row.
  var count: Int { cells.count }

  /// Returns a cell of the current row.
  func cell(_ index: Int) -> Text {
    let cell = cells[index]
    return buffer.withUnsafeBufferPointer { bytes in
      let bytes = UnsafeBufferPointer(rebasing: bytes[(rowStart + cell.start)..<(rowStart + cell.end)])
      return cell.hasQuotes ? CSVReader.unquoted(bytes) : Text(validated: bytes)
    }
  }

  /// Appends the next bytes. Together with the previous ones they must be valid UTF-8.
  mutating func feed(_ bytes: [UInt8]) {
    if rowStart == buffer.count {
      buffer = bytes
    } else {
      buffer.removeSubrange(..<rowStart)
      buffer += bytes
    }
    place -= rowStart
    cellStart -= rowStart
    cellEnd -= rowStart
    rowStart = 0
  }

  /// Marks the end of the text.
  mutating func finish() { isAtEnd = true }

  /// Advances to the next row; returns false if there is none until more bytes are fed.
  mutating func next() throws(CSVFault) -> Bool {
    repeat {
      if isComplete { beginRow() }
      try scan()
      guard isComplete else { return false }
    } while cells.count == 1 && !cells[0].isQuoted && cells[0].start == cells[0].end
    return true
  }

  private mutating func beginRow() {
    isComplete = false
    cells.removeAll(keepingCapacity: true)
    rowStart = place
    rowLine = line
  }

  private static func unquoted(_ bytes: UnsafeBufferPointer<UInt8>) -> Text {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isSecond = false
    for byte in bytes {
      isSecond = byte == 0x22 && !isSecond
      if !isSecond { result.append(byte) }
    }
    return result.withUnsafeBufferPointer { Text(validated: $0) }
  }
}

// MARK: Row parsing

extension CSVReader {
  /// Scans to the end of the row or of the buffer.
  private mutating func scan() throws(CSVFault) {
    while !isComplete {
      guard place < buffer.count else { return try end() }
      switch state {
      case .start: startCell()
      case .plain: plain()
      case .quoted: quoted()
      case .closed, .behind: try close()
      }
    }
  }

  private mutating func startCell() {
    let byte = buffer[place]
    if isAfterReturn, cells.isEmpty {
      isAfterReturn = false
      guard byte != 0x0A else {
        place += 1
        rowStart = place
        return
      }
    }
    if trims, byte == 0x20 || byte == 0x09, byte != separator {
      place += 1
      return
    }
    if byte == 0x22 {
      place += 1
      quoteLine = line
      hasQuotes = false
      state = .quoted
    } else {
      state = .plain
    }
    cellStart = place
  }

  private mutating func plain() {
    let (separator, start) = (separator, place)
    let found = buffer.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if byte == separator || byte == 0x0A || byte == 0x0D { break }
        index &+= 1
      }
      return index
    }
    place = found
    guard found < buffer.count else { return }
    cellEnd = found
    endCell()
    delimit(buffer[found])
  }

  private mutating func quoted() {
    let start = place
    let (found, lines) = buffer.withUnsafeBufferPointer { bytes in
      var (index, lines) = (start, 0)
      while index < bytes.count, bytes[index] != 0x22 {
        if bytes[index] == 0x0A { lines &+= 1 }
        index &+= 1
      }
      return (index, lines)
    }
    line += lines
    place = found
    guard found < buffer.count else { return }
    cellEnd = found
    place += 1
    state = .closed
  }

  private mutating func close() throws(CSVFault) {
    let byte = buffer[place]
    if byte == separator || byte == 0x0A || byte == 0x0D {
      endQuotedCell()
      delimit(byte)
    } else if byte == 0x22, state == .closed {
      hasQuotes = true
      place += 1
      state = .quoted
    } else if trims, byte == 0x20 || byte == 0x09 {
      place += 1
      state = .behind
    } else {
      throw CSVFault(
        line: line, "text follows the closing quote of a cell", hint: "double a quote inside a quoted cell: \"\"")
    }
  }

  private mutating func endQuotedCell() {
    cells.append(Cell(start: cellStart - rowStart, end: cellEnd - rowStart, isQuoted: true, hasQuotes: hasQuotes))
  }

  private mutating func endCell() {
    while trims, cellEnd > cellStart, buffer[cellEnd - 1] == 0x20 || buffer[cellEnd - 1] == 0x09 { cellEnd -= 1 }
    cells.append(Cell(start: cellStart - rowStart, end: cellEnd - rowStart))
  }

  private mutating func delimit(_ byte: UInt8) {
    place += 1
    state = .start
    guard byte != separator else { return }
    isAfterReturn = byte == 0x0D
    line += 1
    isComplete = true
  }

  /// Ends the last row, which needs no line break.
  private mutating func end() throws(CSVFault) {
    guard isAtEnd else { return }
    switch state {
    case .start where cells.isEmpty: return
    case .start, .plain:
      if state == .start { cellStart = place }
      cellEnd = place
      endCell()
    case .closed, .behind: endQuotedCell()
    case .quoted: throw CSVFault(line: quoteLine, "a quoted cell is not closed")
    }
    state = .start
    isComplete = true
  }
}
