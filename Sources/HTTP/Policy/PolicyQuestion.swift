import Query

/// What is asked before a request of an outward or destructive class leaves.
public struct PolicyQuestion: Sendable {
  /// What would be sent, without its credential.
  public let request: Request

  /// The text that must be typed; nil where yes is enough.
  public var expected: String? {
    request.context.risk == .destructive ? request.context.target : nil
  }

  /// Whether that answer lets the request go: the expected text, else `y` or `yes`.
  public func accepts(_ answer: String) -> Bool {
    if let expected { return answer == expected }
    return ["y", "yes"].contains(answer.lowercasedASCII)
  }
}
