/// Why a text is not valid JSON, with jq's message.
public struct ParseError: Error, Sendable, Equatable, CustomStringConvertible {
  /// jq's message with the position: `Invalid numeric literal at line 1, column 6`.
  public let message: String
  /// The number of bytes read when the error was found, from the start of the input.
  public let offset: Int
  /// The line, from 1.
  public let line: Int
  /// The number of bytes read on that line.
  public let column: Int

  /// The message.
  public var description: String { message }
}
