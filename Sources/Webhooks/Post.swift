/// A POST, whole, as it came.
public struct Post: Sendable {
  /// Path and query.
  public var target: String
  public var headers: [(name: String, value: String)]
  /// Byte for byte, whatever the headers say of it.
  public var body: [UInt8]
}

/// What the sender is told.
public struct Reply: Sendable, Hashable {
  /// The HTTP status.
  public var status: Int
  /// One line, sent as the body; why, where it is a refusal.
  public var text: String

  public init(_ status: Int, _ text: String) {
    self.status = status
    self.text = text
  }
}
