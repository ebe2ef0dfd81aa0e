import Query

/// What is asked before a request of an outward or destructive class leaves.
public struct PolicyQuestion: Sendable {
  /// What would be sent, without its credential.
  public let request: Request
  /// Whether it would go to a live account.
  public var isProduction = false

  /// What must be typed before a destructive call: the id of its target, or the last word of the call where it names none
  /// (`deleteAll`, several ids, a collection) or one that cannot be typed as it is shown; nil where yes is enough.
  public var expected: String? {
    guard request.context.risk == .destructive else { return nil }
    return namedTarget ?? request.context.method.split(separator: ".").last.map(String.init) ?? "request"
  }

  /// The target, where it is one thing whose id can be read and typed.
  public var namedTarget: String? {
    guard let target = request.context.target, (1...80).contains(target.utf8.count) else { return nil }
    return target.utf8.allSatisfy { PercentEncoding.isAlphanumeric($0) || "-._~@:+".utf8.contains($0) } ? target : nil
  }

  /// Whether that answer lets the request go: the expected text, else `y` or `yes`.
  public func accepts(_ answer: String) -> Bool {
    if let expected { return answer == expected }
    return ["y", "yes"].contains(answer.lowercasedASCII)
  }
}
