import JSON

/// `tsv`: fields separated by tabs; tab, line feed, carriage return and backslash are escaped as in jq's `@tsv`.
struct TSVRenderer: DelimitedRenderer {
  let options: RenderingOptions
  var values = [Value]()
  let delimiter: UInt8 = 0x09
  static let emptyLine = ""

  init(_ options: RenderingOptions) {
    self.options = options
  }

  func append(_ field: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    for byte in field {
      switch byte {
      case 0x09: output.append(contentsOf: #"\t"#.utf8)
      case 0x0A: output.append(contentsOf: #"\n"#.utf8)
      case 0x0D: output.append(contentsOf: #"\r"#.utf8)
      case 0x5C: output.append(contentsOf: #"\\"#.utf8)
      default: output.append(byte)
      }
    }
  }
}
