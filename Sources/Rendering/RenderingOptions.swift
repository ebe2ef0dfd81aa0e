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

  public init(
    isTerminal: Bool = false, colour: Bool = false, width: Int? = nil, jsonColours: JSONColours = .standard,
    mask: Mask? = nil
  ) {
    self.isTerminal = isTerminal
    self.colour = colour
    self.width = width
    self.jsonColours = jsonColours
    self.mask = mask
  }

  /// A pipe or a file: no colours, exact bytes.
  public static let plain = RenderingOptions()
}

extension RenderingOptions {
  /// The writer of JSON that these options ask for.
  func jsonWriter(_ format: Format) -> JSONWriter {
    JSONWriter(format, colours: colour ? jsonColours : nil, isTerminal: isTerminal, mask: mask)
  }
}
