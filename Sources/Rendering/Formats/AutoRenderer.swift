import JSON

/// `auto`: what a person wants to see on a terminal, what a program wants to read elsewhere.
struct AutoRenderer: ValueRenderer {
  let options: RenderingOptions
  let writer: JSONWriter

  init(_ options: RenderingOptions) {
    self.options = options
    writer = options.jsonWriter(options.isTerminal ? .pretty : .compact)
  }

  func add(_ value: Value, to output: inout [UInt8]) {
    if options.isTerminal, value.isTabular {
      output.append(contentsOf: render(value, as: .table, options))
    } else {
      writer.write(value, to: &output)
      output.append(0x0A)
    }
  }
}

extension Value {
  /// Whether a table shows the value best: an array of objects that hold nothing nested, not all of them empty.
  fileprivate var isTabular: Bool {
    guard let elements = array, elements.contains(where: { $0.object?.isEmpty == false }) else { return false }
    return elements.allSatisfy { $0.object?.values.allSatisfy(\.isScalar) ?? false }
  }

  /// Whether the value is neither an array nor an object.
  var isScalar: Bool {
    switch kind {
    case .null, .false, .true, .number, .string: true
    case .array, .object: false
    }
  }
}
