import JSON

/// `auto`: what a person wants to see on a terminal, what a program wants to read elsewhere.
struct AutoRenderer: ValueRenderer {
  private let options: RenderingOptions
  private let writer: JSONWriter
  private var records: RecordSeries

  init(_ options: RenderingOptions) {
    self.options = options
    writer = options.jsonWriter(.compact)
    records = RecordSeries(options, .brief)
  }

  mutating func add(_ value: Value, to output: inout [UInt8]) {
    guard options.isTerminal else {
      writer.write(value, to: &output)
      output.append(0x0A)
      return
    }
    if let object = value.object, !object.isEmpty { return records.add(value, to: &output) }
    records.finish(to: &output)
    if let elements = value.array, let table = ListTable(elements, options) {
      table.write(to: &output)
    } else {
      FittedJSON(options).write(value, to: &output)
    }
  }

  mutating func finish(to output: inout [UInt8]) { records.finish(to: &output) }
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
