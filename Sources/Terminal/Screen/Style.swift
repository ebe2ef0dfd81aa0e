/// The colours and attributes of a piece of text on the screen.
public struct Style: Hashable, Sendable {
  /// One of the terminal's own sixteen colours, or one of the 256 fixed ones.
  public enum Color: Hashable, Sendable {
    case black, red, green, yellow, blue, magenta, cyan, white
    case brightBlack, brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite
    case indexed(UInt8)
  }

  /// What a terminal can do to text besides colouring it.
  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let italic = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    public static let inverse = Attributes(rawValue: 16)
  }

  public var foreground: Color?
  public var background: Color?
  public var attributes: Attributes

  public init(_ foreground: Color? = nil, background: Color? = nil, _ attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own look.
  public static let plain = Style()
  public static let bold = Style(nil, .bold)
  public static let dim = Style(nil, .dim)
}

extension Style {
  /// The style for a terminal without colours; dim text is a colour to the eye.
  var withoutColours: Style { Style(nil, attributes.intersection([.bold, .italic, .underline, .inverse])) }

  /// The escape sequence that sets exactly this style, whatever was set before.
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
  /// The parameter of a `CSI … m` sequence; the base is 30 for the text, 40 for what is behind it.
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
