import Query

/// The confirmation before an outward or destructive request.
public struct PolicyQuestion: Sendable {
  /// The request, without its credential.
  public let request: Request
  /// Whether the account is a production account.
  public var isProduction = false

  /// What the user must type to confirm a destructive call: the id of the target. If there is no single id that can be
  /// typed as shown (`deleteAll`, several ids, a collection), it is the last word of the call. Nil if yes is enough.
  public var expected: String? {
    guard request.context.risk == .destructive else { return nil }
    return namedTarget ?? request.context.method.split(separator: ".").last.map(String.init) ?? "request"
  }

  /// The target, if it is a single id that can be read and typed.
  public var namedTarget: String? {
    guard let target = request.context.target, (1...80).contains(target.utf8.count) else { return nil }
    return target.utf8.allSatisfy { PercentEncoding.isAlphanumeric($0) || "-._~@:+".utf8.contains($0) } ? target : nil
  }

  /// Whether an answer confirms the request: the expected text, otherwise `y` or `yes`.
  public func accepts(_ answer: String) -> Bool {
    if let expected { return answer == expected }
    return ["y", "yes"].contains(answer.lowercasedASCII)
  }
}
