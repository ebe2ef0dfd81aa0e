/// A complete POST request, as received.
public struct Post: Sendable {
  /// The path and query.
  public var target: String
  /// The headers, in order.
  public var headers: [(name: String, value: String)]
  /// The body, unchanged, whatever the headers say.
  public var body: [UInt8]
}

/// The response to the sender.
public struct Reply: Sendable, Hashable {
  /// The HTTP status.
  public var status: Int
  /// A single line, sent as the body; for a refusal, the reason.
  public var text: String

  /// Creates a response.
  public init(_ status: Int, _ text: String) {
    self.status = status
    self.text = text
  }
}
