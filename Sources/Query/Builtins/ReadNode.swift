import JSON

/// `read_csv`, `read_json`, `read_ndjson` and `read_text`: files, piece by piece as their content is wanted.
final class ReadNode: Node, @unchecked Sendable {
  enum Format: String { case csv, json, lines, text }

  private let format: Format
  private let path: Node
  private let place: Place

  init(_ format: Format, _ path: Node, _ place: Place) {
    self.format = format
    self.path = path
    self.place = place
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try path.run(input, frame) { (path: consuming Value) throws(Thrown) in
      guard let name = path.text?.string else { throw Thrown(.operand(path, "is no path, only strings are"), place) }
      let chunks = try reading { () throws(Failure) in
        guard let files = frame.context.files else { throw Failure(.script, "files cannot be read here") }
        return try files.open(name)
      }
      return try read(chunks, name, frame, yield)
    }
  }

  private func reading<Result>(_ body: () throws(Failure) -> Result) throws(Thrown) -> Result {
    do throws(Failure) {
      return try body()
    } catch {
      var failure = error
      if failure.range == nil {
        failure.source = place.source
        failure.range = place.range
      }
      throw Thrown(.failure(failure), place)
    }
  }

  private func next(_ chunks: any FileChunks, _ frame: Frame) throws(Thrown) -> [UInt8]? {
    try frame.poll()
    return try reading { () throws(Failure) in try chunks.next() }
  }

  private func read(
    _ chunks: any FileChunks, _ name: String, _ frame: Frame, _ yield: Yield
  ) throws(Thrown) -> Signal {
    switch format {
    case .text:
      var bytes: [UInt8] = []
      while let chunk = try next(chunks, frame) { bytes += chunk }
      return try yield(Value(Text(utf8: bytes)))
    case .json, .lines: return try values(chunks, name, frame, yield)
    case .csv: return try rows(chunks, name, frame, yield)
    }
  }

  private func values(
    _ chunks: any FileChunks, _ name: String, _ frame: Frame, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var reader = DocumentReader()
    var isOpen = true
    while isOpen {
      if let chunk = try next(chunks, frame) {
        chunk.withUnsafeBytes { reader.feed($0) }
      } else {
        reader.finish()
        isOpen = false
      }
      while let value = try value(&reader, name) {
        let signal = try yield(value)
        if signal != .proceed { return signal }
      }
    }
    return .proceed
  }

  private func value(_ reader: inout DocumentReader, _ name: String) throws(Thrown) -> Value? {
    do throws(ParseError) { return try reader.next() } catch {
      throw Thrown(.text("\(name):\(error.line):\(error.column): \(error.message)"), place)
    }
  }

  private func rows(
    _ chunks: any FileChunks, _ name: String, _ frame: Frame, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var reader = CSVReader()
    var header: [Text]?
    var isOpen = true
    while isOpen {
      if let chunk = try next(chunks, frame) {
        reader.feed(chunk)
      } else {
        reader.finish()
        isOpen = false
      }
      while let row = reader.next() {
        guard let names = header else {
          header = try names(row, name)
          continue
        }
        let signal = try yield(try object(names, row, name))
        if signal != .proceed { return signal }
      }
    }
    if reader.isQuoteOpen { throw Thrown(.text("\(name):\(reader.rowLine): a quoted cell is not closed"), place) }
    return .proceed
  }

  /// The names of the columns: each once, since a row is an object. Columns without a name, which spreadsheets leave at
  /// the end, may be several.
  private func names(_ row: CSVReader.Row, _ file: String) throws(Thrown) -> [Text] {
    var seen: Set<Text> = []
    let twice = row.cells.first { !$0.isEmpty && !seen.insert($0).inserted }
    guard let twice else { return row.cells }
    throw Thrown(.text("\(file):\(row.line): two columns have the name `\(twice.string)`"), place)
  }

  private func object(_ names: [Text], _ row: CSVReader.Row, _ name: String) throws(Thrown) -> Value {
    guard row.cells.count <= names.count else {
      throw Thrown(
        .text("\(name):\(row.line): the row has \(row.cells.count) cells, but there are \(names.count) names"), place)
    }
    var object = Object(minimumCapacity: names.count)
    for (index, key) in names.enumerated() {
      object[key] = index < row.cells.count ? Value(row.cells[index]) : .null
    }
    return .object(object)
  }
}

/// Reads CSV (RFC 4180) in pieces of any size; lines end with LF, CRLF or CR; empty ones are skipped, a byte-order mark too.
struct CSVReader {
  struct Row {
    let cells: [Text]
    /// The line it begins on, from 1.
    let line: Int
  }

  private var rows: [Row] = []
  private var following = 0
  private var cells: [Text] = []
  private var cell: [UInt8] = []
  private var state = State.start
  /// The line that the current row begins on.
  private(set) var rowLine = 1
  private var line = 1
  /// How much of a byte-order mark was skipped.
  private var markLength = 0
  private var isAtStart = true
  /// Whether the byte before ended a line with CR: the LF of a CRLF ends no other one.
  private var isBehindReturn = false

  private enum State { case start, plain, quoted, quoteInQuoted }

  /// Whether the text ended inside a quoted cell.
  private(set) var isQuoteOpen = false

  mutating func feed(_ bytes: [UInt8]) {
    for byte in bytes {
      if isAtStart, markLength < 3, byte == [0xEF, 0xBB, 0xBF][markLength] {
        markLength += 1
        continue
      }
      isAtStart = false
      take(byte)
    }
  }

  mutating func finish() {
    isQuoteOpen = state == .quoted
    if !isQuoteOpen, isInRow { endRow() }
  }

  /// The next whole row.
  mutating func next() -> Row? {
    guard following < rows.count else {
      rows.removeAll(keepingCapacity: true)
      following = 0
      return nil
    }
    following += 1
    return rows[following - 1]
  }

  /// Whether something of the row was read.
  private var isInRow: Bool { state != .start || !cells.isEmpty }

  private mutating func take(_ byte: UInt8) {
    let wasReturn = isBehindReturn
    isBehindReturn = byte == 0x0D && state != .quoted
    if wasReturn, byte == 0x0A { return }
    switch (state, byte) {
    case (.quoted, 0x22): state = .quoteInQuoted
    case (.quoted, _):
      if byte == 0x0A { line += 1 }
      cell.append(byte)
    case (.quoteInQuoted, 0x22):
      cell.append(byte)
      state = .quoted
    case (.start, 0x22) where cell.isEmpty: state = .quoted
    case (_, 0x2C):
      endCell()
      state = .start
    case (_, 0x0A), (_, 0x0D):
      if isInRow { endRow() }
      endLine()
    default:
      cell.append(byte)
      state = .plain
    }
  }

  private mutating func endLine() {
    line += 1
    rowLine = line
    state = .start
  }

  private mutating func endCell() {
    cells.append(Text(utf8: cell))
    cell.removeAll(keepingCapacity: true)
  }

  private mutating func endRow() {
    endCell()
    rows.append(Row(cells: cells, line: rowLine))
    cells.removeAll(keepingCapacity: true)
    state = .start
  }
}
