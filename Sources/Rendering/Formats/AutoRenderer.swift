import JSON

/// `auto`: readable output on a terminal, machine-readable output elsewhere.
struct AutoRenderer: ValueRenderer {
  private let options: RenderingOptions
  private let writer: JSONWriter
  /// Consecutive objects that have not been shown yet: several become a table, a single one a record.
  private var waiting: [Value] = []
  /// The table for objects that arrive one by one.
  private var table: StreamedTable?
  /// The number of rows after which a table begins before all rows have arrived.
  private static let firstRows = 20

  init(_ options: RenderingOptions) {
    self.options = options
    writer = options.jsonWriter(.compact)
  }

  mutating func add(_ value: Value, to output: inout [UInt8]) {
    guard options.isTerminal else {
      writer.write(value, to: &output)
      output.append(0x0A)
      return
    }
    if let object = value.object, !object.isEmpty { return add(object, value, to: &output) }
    finish(to: &output)
    if let elements = value.array, let table = ListTable(elements, options) {
      table.write(to: &output)
    } else {
      FittedJSON(options).write(value, to: &output)
    }
  }

  private mutating func add(_ object: Object, _ value: Value, to output: inout [UInt8]) {
    if table?.add(value, to: &output) == true { return }
    if table != nil || !isAkin(object) { finish(to: &output) }
    if waiting.count == Self.firstRows {
      flush(to: &output)
      return add(object, value, to: &output)
    }
    waiting.append(value)
  }

  /// Whether an object shares members with the waiting ones.
  private func isAkin(_ object: Object) -> Bool {
    guard let first = waiting.first?.object else { return true }
    return object.keys.contains { first[$0] != nil }
  }

  mutating func flush(to output: inout [UInt8]) {
    guard waiting.count > 1 else { return }
    table = StreamedTable(waiting, options, to: &output)
    waiting = []
  }

  mutating func finish(to output: inout [UInt8]) {
    table?.finish(to: &output)
    if waiting.count > 1, let whole = ListTable(waiting, options) {
      whole.write(to: &output)
    } else if let value = waiting.first {
      Record(value, options, .brief).write(to: &output)
    }
    (table, waiting) = (nil, [])
  }
}

extension Value {
  /// Whether the value is neither an array nor an object.
  var isScalar: Bool {
    switch kind {
    case .null, .false, .true, .number, .string: true
    case .array, .object: false
    }
  }
}
