import JSON

/// The common parts of `csv` and `tsv`: one line per record, with a header line if the records have names.
protocol DelimitedRenderer: RecordsRenderer {
  var options: RenderingOptions { get }
  var delimiter: UInt8 { get }
  /// The line for a record with a single empty field.
  static var emptyLine: String { get }
  func append(_ field: UnsafeBufferPointer<UInt8>, to output: inout [UInt8])
}

extension DelimitedRenderer {
  func render(_ records: Records, to output: inout [UInt8]) {
    let records = records.chosen(by: options)
    let headings = records.headings
    guard !headings.isEmpty else { return }
    if case .named = records.columns { appendLine(headings, to: &output) }
    for row in records.rows {
      append(records.cells(of: row), under: headings, to: &output)
    }
  }

  /// Appends the line of a record.
  func append(_ cells: [Value?], under headings: [Text], to output: inout [UInt8]) {
    appendLine(zip(headings, cells).map { field(of: $1, key: $0) }, to: &output)
  }

  /// The line of a single empty cell.
  var lineWithoutText: String { Self.emptyLine }

  func appendLine(_ fields: [Text?], to output: inout [UInt8]) {
    let start = output.count
    for (column, field) in fields.enumerated() {
      if column > 0 { output.append(delimiter) }
      field?.withUTF8 { appendShown($0, to: &output) }
    }
    if output.count == start { output.append(contentsOf: Self.emptyLine.utf8) }
    output.append(0x0A)
  }

  private func appendShown(_ field: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard options.isTerminal else { return append(field, to: &output) }
    var bytes = [UInt8]()
    append(field, to: &bytes)
    output.append(contentsOf: visible(String(decoding: bytes, as: UTF8.self), lineBreaks: .kept).utf8)
  }

  private func field(of cell: Value?, key: Text) -> Text? {
    guard let cell, !cell.isNull else { return nil }
    if let text = cell.text { return options.mask?(text, key) ?? text }
    var bytes = [UInt8]()
    JSONWriter(isTerminal: options.isTerminal, mask: options.mask).write(cell, key: key, to: &bytes)
    return Text(utf8: bytes)
  }
}
