public import JSON

/// Encodes the records of a .csv or .tsv file one by one, before all columns are known.
///
/// New columns are added at the end, so lines can only lack trailing separators, which a ``TableCompletion`` adds. As
/// long as all records are arrays, lines are also written by position, in case no object follows. The completed text
/// equals that of ``FileFormat/encode(_:separator:)``.
public struct TableLines {
  private let renderer: any DelimitedRenderer
  private var names: [Text] = []
  private var known: Set<Text> = []
  private var named = TableLines.Widths()
  /// nil once a record is not an array.
  private var positions: Widths? = Widths()

  /// The column counts of the lines, run-length encoded.
  struct Widths {
    fileprivate(set) var last = 0
    fileprivate(set) var counts: [(lines: Int, columns: Int)] = []

    fileprivate mutating func add(_ columns: Int) {
      if counts.last?.columns == columns, !counts.isEmpty {
        counts[counts.count - 1].lines += 1
      } else {
        counts.append((1, columns))
      }
      last = columns
    }
  }

  /// nil for formats without cells.
  public init?(_ format: FileFormat, separator: UInt8? = nil) {
    guard let renderer = format.renderer(separator: separator) as? any DelimitedRenderer else { return nil }
    self.renderer = renderer
  }

  /// Whether the file consists of the lines by position.
  public var areByPosition: Bool { positions.map { !$0.counts.isEmpty } ?? false }

  /// Adds a record, or the records of an array.
  ///
  /// - Parameter positions: receives the lines by position.
  public mutating func add(_ value: Value, to lines: inout [UInt8], byPosition positions: inout [UInt8]) {
    guard let records = value.array else { return append(value, to: &lines, byPosition: &positions) }
    for record in records { append(record, to: &lines, byPosition: &positions) }
  }

  /// Returns the completion that turns the lines into the file.
  public func completion() -> TableCompletion {
    TableCompletion(renderer, headings: areByPosition ? nil : names, areByPosition ? positions ?? named : named)
  }

  private mutating func append(_ record: Value, to lines: inout [UInt8], byPosition positions: inout [UInt8]) {
    let keys = record.object?.map(\.key) ?? [Records.valueColumn]
    for key in keys where known.insert(key).inserted { names.append(key) }
    renderer.append(Records(columns: .named(names)).cells(of: record), under: names, to: &lines)
    named.add(names.count)
    guard var widths = self.positions else { return }
    self.positions = nil
    guard let cells = record.array else { return positions.removeAll() }
    let columns = Records.Columns.positions(max(widths.last, cells.count))
    let table = Records(columns: columns)
    renderer.append(table.cells(of: record), under: table.headings, to: &positions)
    widths.add(table.headings.count)
    self.positions = widths
  }
}

/// Turns the lines of ``TableLines`` into a file, piece by piece: adds the header line and the missing separators.
public struct TableCompletion {
  private let renderer: any DelimitedRenderer
  private let columns: Int
  /// The header line; empty for records without names.
  public let heading: [UInt8]
  /// The runs of incomplete lines, in reverse order.
  private var short: [(lines: Int, columns: Int)]
  /// The beginning of an incomplete line.
  private var line: [UInt8] = []
  private var isQuoted = false

  init(_ renderer: any DelimitedRenderer, headings: [Text]?, _ widths: TableLines.Widths) {
    self.renderer = renderer
    columns = widths.last
    short = widths.counts.filter { $0.columns < widths.last }.reversed()
    var heading: [UInt8] = []
    if let headings, !headings.isEmpty { renderer.appendLine(headings, to: &heading) }
    self.heading = heading
  }

  /// Completes the next piece of the lines and appends it.
  public mutating func complete(_ piece: [UInt8], to output: inout [UInt8]) {
    // Records without any cells do not form a table.
    guard columns > 0 else { return }
    var rest = piece[...]
    while !short.isEmpty, !rest.isEmpty {
      let end = lineEnd(in: rest)
      line.append(contentsOf: rest[..<(end ?? rest.endIndex)])
      rest = rest[(end.map { $0 + 1 } ?? rest.endIndex)...]
      if end != nil { endLine(&output) }
    }
    output.append(contentsOf: rest)
  }

  /// The index of the next line break outside quotes.
  private mutating func lineEnd(in bytes: ArraySlice<UInt8>) -> Int? {
    let quotes = renderer is CSVRenderer
    var isQuoted = isQuoted
    defer { self.isQuoted = isQuoted }
    return bytes.withUnsafeBufferPointer { pointer in
      var place = 0
      while place < pointer.count {
        if pointer[place] == 0x22, quotes { isQuoted.toggle() }
        if pointer[place] == 0x0A, !isQuoted { return bytes.startIndex + place }
        place += 1
      }
      return nil
    }
  }

  private mutating func endLine(_ output: inout [UInt8]) {
    let found = short[short.count - 1].columns
    if !line.elementsEqual(renderer.lineWithoutText.utf8) { output.append(contentsOf: line) }
    line.removeAll(keepingCapacity: true)
    if columns == 1 { output.append(contentsOf: renderer.lineWithoutText.utf8) }
    output.append(contentsOf: repeatElement(renderer.delimiter, count: columns - max(found, 1)))
    output.append(UInt8(ascii: "\n"))
    short[short.count - 1].lines -= 1
    if short[short.count - 1].lines == 0 { short.removeLast() }
  }
}
