public import JSON

/// Returns the replacement for a secret string, such as the token in a teacher's address; nil if the string is not
/// secret. The key is that of the member with the string as its value or within its array.
public typealias Mask = @Sendable (_ text: Text, _ key: Text?) -> Text?

/// The destination of the output and its appearance there.
public struct RenderingOptions: Sendable {
  /// Whether the output goes to a terminal; control characters in data are then made visible in every format.
  public var isTerminal: Bool
  /// Whether to use colours and bold text. Independent of `isTerminal`: `NO_COLOR`, `CLICOLOR_FORCE`, `-C`.
  public var colour: Bool
  /// The width of the terminal in columns; nil for no limit.
  public var width: Int?
  /// The colours of JSON.
  public var jsonColours: JSONColours
  /// Masks secret parts of responses. Set only when whole results are shown on a terminal; pipes, `print` and `save`
  /// get the actual text.
  public var mask: Mask?
  /// Converts times to local time on a terminal; nil to show them unchanged.
  public var clock: LocalClock?
  /// Facts about the result that influence the columns of a table on a terminal.
  public var hints = ResultHints()
  /// The columns of a table on a terminal.
  public var columns = ColumnSelection.useful

  /// Creates options.
  public init(
    isTerminal: Bool = false, colour: Bool = false, width: Int? = nil, jsonColours: JSONColours = .standard,
    mask: Mask? = nil, clock: LocalClock? = nil
  ) {
    self.isTerminal = isTerminal
    self.colour = colour
    self.width = width
    self.jsonColours = jsonColours
    self.mask = mask
    self.clock = clock
  }

  /// Options for a pipe or a file: no colours, exact bytes.
  public static let plain = RenderingOptions()
}

/// The columns of a table on a terminal.
public enum ColumnSelection: Sendable {
  /// All of them, truncated if there is too little room.
  case all
  /// As many as fit, most useful first.
  case useful
}

extension RenderingOptions {
  /// Whether the output may be abridged to fit a terminal.
  var abridges: Bool { isTerminal && columns == .useful }

  /// The available columns, clamped so that sums cannot overflow.
  func room(orElse unlimited: Int = 1 << 20) -> Int { min(max(1, width ?? unlimited), 1 << 20) }

  /// Creates a JSON writer with these options.
  func jsonWriter(_ format: Format) -> JSONWriter {
    JSONWriter(format, colours: colour ? jsonColours : nil, isTerminal: isTerminal, mask: mask)
  }
}
