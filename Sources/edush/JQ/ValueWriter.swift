import Glibc
import JSON
import Rendering

extension JQ {
  /// Writes values in the requested layout and colours.
  final class ValueWriter {
    private let format: Format
    private let special: SpecialWriter?

    init(_ options: Options) {
      format = options.format
      special = SpecialWriter(options)
    }

    private init(_ format: Format, _ special: SpecialWriter?) {
      self.format = format
      self.special = special
    }

    /// A writer for single lines on standard error.
    var compact: ValueWriter {
      var format = format
      format.indent = .none
      let isTerminal = isatty(STDERR_FILENO) != 0
      guard special != nil || isTerminal else { return ValueWriter(format, nil) }
      return ValueWriter(format, SpecialWriter(format, like: special, isTerminal: isTerminal))
    }

    @inline(__always) func write(_ value: Value, to bytes: inout [UInt8], drain: Drain? = nil) {
      if let special { special.writer.write(value, to: &bytes) } else { value.write(to: &bytes, format, drain: drain) }
    }

    /// Writes a string unchanged; on a terminal, control characters are escaped.
    func writeRaw(_ text: Text, to bytes: inout [UInt8]) {
      if special?.writer.isTerminal == true {
        bytes.append(contentsOf: visible(text.string, lineBreaks: .kept).utf8)
      } else {
        text.withUTF8 { bytes.append(contentsOf: $0) }
      }
    }
  }
}

/// A writer for colours or a terminal. Separate, since creating it takes longer than most runs.
private final class SpecialWriter {
  let writer: JSONWriter

  /// nil if neither is needed.
  init?(_ options: JQ.Options) {
    let own = JQ.environment("JQ_COLORS").map(Self.colours)
    let isTerminal = isatty(STDOUT_FILENO) != 0
    let isPlain = options.monochrome || !options.coloured && !(JQ.environment("NO_COLOR") ?? "").isEmpty
    guard isTerminal || options.coloured && !isPlain else { return nil }
    writer = JSONWriter(options.format, colours: isPlain ? nil : own ?? .standard, isTerminal: isTerminal)
  }

  init(_ format: Format, like other: SpecialWriter?, isTerminal: Bool) {
    writer = JSONWriter(format, colours: other?.writer.colours, isTerminal: isTerminal)
  }

  private static func colours(_ setting: String) -> JSONColours {
    guard let colours = JSONColours(setting: setting) else {
      JQ.StandardError.print("Failed to set $JQ_COLORS\n")
      return .standard
    }
    return colours
  }
}
