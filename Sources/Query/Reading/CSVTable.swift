import Diagnostics
import JSON

/// Reads the rows of a CSV file as values.
final class CSVTable {
  private struct Column {
    let name: Text
    var type = CSVType.string
  }

  private let text: FileText
  private let options: CSVOptions
  private var reader: CSVReader
  private var isOpen = true
  /// nil if rows are arrays, or while the names are not yet known.
  private var columns: [Column]?
  /// The keys of the row objects: the names of the named columns.
  private var keys: [Text] = []
  /// The column index of each key.
  private var places: [Int] = []

  /// The maximum length of the first line, in bytes.
  private static let firstLineLimit = 1 << 20

  init(_ text: FileText, _ options: CSVOptions) throws(Failure) {
    self.text = text
    self.options = options
    reader = CSVReader(separator: 0x2C, trims: options.trims, line: 1)
    try begin()
    switch options.header {
    case .none: break
    case .names(let names): try setColumns(names)
    case .line:
      guard try advance() else {
        throw Failure(.script, "\(text.name) is empty", hint: "the first line has the names of the columns")
      }
      try setColumns((0..<reader.count).map { reader.cell($0) })
    }
  }

  /// The name of the file in messages.
  var name: String { text.name }
  /// The line on which the current row begins, from 1.
  var line: Int { reader.rowLine }

  /// Returns the next row, or nil after the last one.
  func next() throws(Failure) -> Value? {
    guard try advance() else { return nil }
    guard let columns else { return .array((0..<reader.count).map { Value(reader.cell($0)) }) }
    guard reader.count <= columns.count else {
      throw fault("the row has \(reader.count) cells, but the header has \(columns.count) names")
    }
    if places.count < columns.count { try checkNameless(columns) }
    return .object(
      try Object(distinct: keys) { (index) throws(Failure) in
        let place = places[index]
        guard place < reader.count else { return .null }
        return try value(reader.cell(place), columns[place])
      })
  }

  /// The names of the named columns; nil if rows are arrays.
  var names: [String]? { columns.map { _ in keys.map(\.string) } }

  private func value(_ cell: Text, _ column: Column) throws(Failure) -> Value {
    if column.type == .string { return Value(cell) }
    if let value = column.type.value(cell) { return value }
    throw fault("column `\(column.name.string)`: \(Value(cell).excerpt) is not \(column.type.article)")
  }

  /// Checks that columns without a name are empty.
  private func checkNameless(_ columns: [Column]) throws(Failure) {
    for place in 0..<reader.count where columns[place].name.isEmpty {
      let cell = reader.cell(place)
      guard cell.isEmpty else {
        throw fault(
          "column \(place + 1) has the cell \(Value(cell).excerpt), but no name", hint: "name it, or empty its cells")
      }
    }
  }
}

// MARK: Header

extension CSVTable {
  /// Detects the separator.
  private func begin() throws(Failure) {
    var head: [UInt8] = []
    while true {
      let more = try text.next()
      head += more ?? []
      isOpen = more != nil
      let start = try located { () throws(CSVFault) in
        try CSVStart(head, separator: options.separator, isWhole: !isOpen)
      }
      guard let start else {
        guard head.count < CSVTable.firstLineLimit else {
          throw Failure(.script, "\(text.name):1: the first line is longer than 1 MB", hint: "is this a CSV file?")
        }
        continue
      }
      reader = CSVReader(
        separator: start.separator ?? 0x2C, trims: options.trims, line: start.line)
      reader.feed(Array(head[start.offset...]))
      if !isOpen { reader.finish() }
      return
    }
  }

  /// Sets the names of the columns, which must be unique because rows are objects. Columns without a name must be
  /// empty.
  private func setColumns(_ names: [Text]) throws(Failure) {
    var columns = names.map { Column(name: CSVTable.isBlank($0) ? "" : $0) }
    places = columns.indices.filter { !columns[$0].name.isEmpty }
    keys = places.map { columns[$0].name }
    var seen: Set<Text> = []
    if let twice = keys.first(where: { !seen.insert($0).inserted }) {
      throw fault("two columns have the name `\(twice.string)`")
    }
    for (name, type) in options.types {
      guard let place = columns.firstIndex(where: { $0.name == name }) else {
        let known = keys.map(\.string)
        let near = known.nearest(to: name.string).map { "did you mean `\($0)`?" }
        throw fault(
          "`types` names `\(name.string)`, which is not a column",
          hint: near ?? "columns: " + known.joined(separator: ", "))
      }
      columns[place].type = type
    }
    self.columns = columns
  }

  private static func isBlank(_ name: Text) -> Bool { name.string.allSatisfy(\.isWhitespace) }

  /// Advances to the next row; returns false after the last one.
  private func advance() throws(Failure) -> Bool {
    while try !located({ () throws(CSVFault) in try reader.next() }) {
      guard isOpen else { return false }
      if let more = try text.next() {
        reader.feed(more)
      } else {
        isOpen = false
        reader.finish()
      }
    }
    return true
  }

  private func located<Result>(_ body: () throws(CSVFault) -> Result) throws(Failure) -> Result {
    do throws(CSVFault) { return try body() } catch {
      throw Failure(.script, "\(text.name):\(error.line): \(error.message)", hint: error.hint)
    }
  }

  private func fault(_ message: String, hint: String? = nil) -> Failure {
    Failure(.script, "\(text.name):\(reader.rowLine): \(message)", hint: hint)
  }
}
