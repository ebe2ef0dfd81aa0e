/// Text in spans with a single style each.
public struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// Text in a single style.
  public struct Span: Hashable, Sendable {
    /// The text.
    public var text: String
    /// The style.
    public var style: Style

    /// Creates a span.
    public init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// The spans in order.
  public var spans: [Span]

  /// Creates a text from spans.
  public init(spans: [Span]) {
    self.spans = spans
  }

  /// Creates a text in a single style.
  public init(_ text: String, _ style: Style = .plain) {
    spans = text.isEmpty ? [] : [Span(text, style)]
  }

  /// Creates a plain text from a literal.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// The text without styles.
  public var string: String {
    spans.map(\.text).joined()
  }

  /// The text with its styles reduced to those without colours.
  var withoutColours: StyledText { StyledText(spans: spans.map { Span($0.text, $0.style.withoutColours) }) }

  /// Concatenates two texts.
  public static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(spans: left.spans + right.spans)
  }
}

/// The style of a range of the edited text, in UTF-8 offsets.
public struct StyledRange: Hashable, Sendable {
  /// The range, in UTF-8 offsets.
  public var range: Range<Int>
  /// The style.
  public var style: Style

  /// Creates a styled range.
  public init(_ range: Range<Int>, _ style: Style) {
    self.range = range
    self.style = style
  }
}
