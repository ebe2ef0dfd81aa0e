/// What stands before and beside the line that is edited.
public struct Prompt: Hashable, Sendable {
  /// Stands before the first line; may have several lines itself.
  public var text: StyledText
  /// Stands before every further line, filled with blanks on the left up to the width of `text`.
  public var continuation: StyledText
  /// Stands at the right margin of the first line while there is room.
  public var right: StyledText?

  public init(
    _ text: StyledText, continuation: StyledText = StyledText("...> ", .dim), right: StyledText? = nil
  ) {
    self.text = text
    self.continuation = continuation
    self.right = right
  }
}
