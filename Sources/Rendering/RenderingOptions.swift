public import JSON

/// What a person sees in place of a secret string, such as the token in a teacher's address; nil where nothing is hidden.
/// The key is that of the member the string, or the array around it, is the value of.
public typealias Mask = @Sendable (_ text: Text, _ key: Text?) -> Text?

/// Where a rendering goes and how it may look there.
public struct RenderingOptions: Sendable {
  /// Whether a terminal shows the bytes: control characters in data are then made visible in every format.
  public var isTerminal: Bool
  /// Whether colours and bold are used. Independent of `isTerminal`: `NO_COLOR`, `CLICOLOR_FORCE`, `-C`.
  public var colour: Bool
  /// The columns of the terminal; nil sets no limit.
  public var width: Int?
  public var jsonColours: JSONColours
  /// Hides secret parts of answers. To be set for terminal display of whole results only: pipes, `print` and `save` show
  /// the real text.
  public var mask: Mask?
  /// Shows times on a terminal as local ones; nil shows them as they come.
  public var clock: LocalClock?
  /// Facts about the result that choose the columns of a table on a terminal.
  public var hints = ResultHints()
  /// Which columns a table on a terminal has.
  public var columns = ColumnSelection.useful

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

  /// A pipe or a file: no colours, exact bytes.
  public static let plain = RenderingOptions()
}

/// The columns of a table on a terminal.
public enum ColumnSelection: Sendable {
  /// All of them, cut where there is no room.
  case all
  /// As many as there is room for, the most useful first.
  case useful
}

extension RenderingOptions {
  /// Whether a person looks at the result, so that it may leave out what there is no room for.
  var abridges: Bool { isTerminal && columns == .useful }

  /// The columns that there are, within bounds that sums of a few of them cannot leave.
  func room(orElse unlimited: Int = 1 << 20) -> Int { min(max(1, width ?? unlimited), 1 << 20) }

  /// The writer of JSON that these options ask for.
  func jsonWriter(_ format: Format) -> JSONWriter {
    JSONWriter(format, colours: colour ? jsonColours : nil, isTerminal: isTerminal, mask: mask)
  }
}
