/// The prompt around the line being edited.
public struct Prompt: Hashable, Sendable {
  /// The text before the first line; may have several lines.
  public var text: StyledText
  /// The text before every further line, padded on the left to the width of `text`.
  public var continuation: StyledText
  /// The text at the right margin of the first line, shown if there is enough space.
  public var right: StyledText?

  /// Creates a prompt.
  public init(
    _ text: StyledText, continuation: StyledText = StyledText("...> ", .dim), right: StyledText? = nil
  ) {
    self.text = text
    self.continuation = continuation
    self.right = right
  }
}
