import JSON

/// `csv`: RFC 4180 with `
/// ` as the line break; fields are quoted only if necessary.
struct CSVRenderer: DelimitedRenderer {
  static let comma: UInt8 = 0x2C

  let options: RenderingOptions
  let delimiter: UInt8
  var values = [Value]()
  /// Most readers skip empty lines.
  static let emptyLine = "\"\""

  init(_ options: RenderingOptions, delimiter: UInt8 = comma) {
    self.options = options
    self.delimiter = delimiter
  }

  func append(_ field: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard field.contains(where: { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      output.append(contentsOf: field)
      return
    }
    output.append(0x22)
    for byte in field {
      if byte == 0x22 { output.append(0x22) }
      output.append(byte)
    }
    output.append(0x22)
  }
}
