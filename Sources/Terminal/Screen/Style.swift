/// The colours and attributes of text.
public struct Style: Hashable, Sendable {
  /// One of the terminal's sixteen colours, or one of the 256 indexed colours.
  public enum Color: Hashable, Sendable {
    case black, red, green, yellow, blue, magenta, cyan, white
    case brightBlack, brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite
    case indexed(UInt8)
  }

  /// The text attributes of a terminal, apart from colours.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits of the set.
    public let rawValue: UInt8

    /// Creates attributes from bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Bold text.
    public static let bold = Attributes(rawValue: 1)
    /// Dim text.
    public static let dim = Attributes(rawValue: 2)
    /// Italic text.
    public static let italic = Attributes(rawValue: 4)
    /// Underlined text.
    public static let underline = Attributes(rawValue: 8)
    /// Text with foreground and background exchanged.
    public static let inverse = Attributes(rawValue: 16)
  }

  /// The text colour; nil for the terminal's default.
  public var foreground: Color?
  /// The background colour; nil for the terminal's default.
  public var background: Color?
  /// The attributes.
  public var attributes: Attributes

  /// Creates a style.
  public init(_ foreground: Color? = nil, background: Color? = nil, _ attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's default style.
  public static let plain = Style()
  /// Bold text in the default colours.
  public static let bold = Style(nil, .bold)
  /// Dim text in the default colours.
  public static let dim = Style(nil, .dim)
}

extension Style {
  /// The style for a terminal without colours. Dim counts as a colour.
  var withoutColours: Style { Style(nil, attributes.intersection([.bold, .italic, .underline, .inverse])) }

  /// The escape sequence that sets exactly this style, regardless of the previous one.
  var escapeSequence: String {
    guard self != .plain else { return "\u{1B}[0m" }
    var codes = "0"
    for (attribute, code) in Self.attributeCodes where attributes.contains(attribute) {
      codes += ";\(code)"
    }
    if let foreground { codes += ";" + foreground.code(base: 30) }
    if let background { codes += ";" + background.code(base: 40) }
    return "\u{1B}[\(codes)m"
  }

  private static let attributeCodes: [(Attributes, Int)] = [
    (.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.inverse, 7),
  ]
}

extension Style.Color {
  /// The parameter of a `CSI … m` sequence; the base is 30 for text and 40 for the background.
  fileprivate func code(base: Int) -> String {
    switch self {
    case .black: "\(base)"
    case .red: "\(base + 1)"
    case .green: "\(base + 2)"
    case .yellow: "\(base + 3)"
    case .blue: "\(base + 4)"
    case .magenta: "\(base + 5)"
    case .cyan: "\(base + 6)"
    case .white: "\(base + 7)"
    case .brightBlack: "\(base + 60)"
    case .brightRed: "\(base + 61)"
    case .brightGreen: "\(base + 62)"
    case .brightYellow: "\(base + 63)"
    case .brightBlue: "\(base + 64)"
    case .brightMagenta: "\(base + 65)"
    case .brightCyan: "\(base + 66)"
    case .brightWhite: "\(base + 67)"
    case .indexed(let index): "\(base + 8);5;\(index)"
    }
  }
}
