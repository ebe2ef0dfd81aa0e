/// Prints the commas, spaces and line breaks between values.
struct Layout {
  let format: Format
  private let unit: UInt8
  private let width: Int

  init(_ format: Format) {
    self.format = format
    switch format.indent {
    case .none: (unit, width) = (0x20, -1)
    case .tab: (unit, width) = (0x09, 1)
    case .spaces(let count): (unit, width) = (0x20, max(count, 0))
    }
  }

  /// Begins the line of a child at the given depth.
  @inline(__always) func separate(isFirst: Bool, _ depth: Int, _ output: inout Output) {
    if !isFirst { output.append(0x2C) }
    breakLine(depth, &output)
  }

  @inline(__always) func breakLine(_ depth: Int, _ output: inout Output) {
    guard width >= 0 else { return }
    output.append(0x0A)
    output.append(repeating: unit, count: depth * width)
  }

  @inline(__always) func colon(_ output: inout Output) {
    output.append(0x3A)
    if width >= 0 { output.append(0x20) }
  }
}
