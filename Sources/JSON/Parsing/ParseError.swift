/// Why a text is not JSON, in jq's words.
public struct ParseError: Error, Sendable, Equatable, CustomStringConvertible {
  /// jq's message with the place: `Invalid numeric literal at line 1, column 6`.
  public let message: String
  /// The number of bytes read when the error was found, from the start of the input.
  public let offset: Int
  /// Counted from 1.
  public let line: Int
  /// The number of bytes of the line that were read.
  public let column: Int

  public var description: String { message }
}
