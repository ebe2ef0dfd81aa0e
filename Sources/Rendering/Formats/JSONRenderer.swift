import JSON

/// `json` and `ndjson`: each value as JSON, followed by a line break.
struct JSONRenderer: ValueRenderer {
  let writer: JSONWriter

  init(_ options: RenderingOptions, _ format: Format) {
    writer = options.jsonWriter(format)
  }

  func add(_ value: Value, to output: inout [UInt8]) {
    writer.write(value, to: &output)
    output.append(0x0A)
  }
}
