/// Text in spans of one style each.
public struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// A run of text in one style.
  public struct Span: Hashable, Sendable {
    public var text: String
    public var style: Style

    public init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  public var spans: [Span]

  public init(spans: [Span]) {
    self.spans = spans
  }

  public init(_ text: String, _ style: Style = .plain) {
    spans = text.isEmpty ? [] : [Span(text, style)]
  }

  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// The text without its styles.
  public var string: String {
    spans.map(\.text).joined()
  }

  /// The text in styles that are not colours.
  var withoutColours: StyledText { StyledText(spans: spans.map { Span($0.text, $0.style.withoutColours) }) }

  public static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(spans: left.spans + right.spans)
  }
}

/// A style for a part of the edited text, in UTF-8 offsets.
public struct StyledRange: Hashable, Sendable {
  public var range: Range<Int>
  public var style: Style

  public init(_ range: Range<Int>, _ style: Style) {
    self.range = range
    self.style = style
  }
}
