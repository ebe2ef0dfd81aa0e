import JSON

/// `raw`: strings unchanged, except that a terminal shows control characters; other values as compact JSON.
struct RawRenderer: ValueRenderer {
  let options: RenderingOptions
  let writer: JSONWriter

  init(_ options: RenderingOptions) {
    self.options = options
    writer = options.jsonWriter(.compact)
  }

  func add(_ value: Value, to output: inout [UInt8]) {
    if let text = value.text {
      append(options.mask?(text, nil) ?? text, to: &output)
    } else {
      writer.write(value, to: &output)
    }
    output.append(0x0A)
  }

  private func append(_ text: Text, to output: inout [UInt8]) {
    if options.isTerminal {
      output.append(contentsOf: visible(text.string, lineBreaks: .kept).utf8)
    } else {
      text.withUTF8 { output.append(contentsOf: $0) }
    }
  }
}
