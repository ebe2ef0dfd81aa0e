/// When a request may be retried, in addition to the general rules.
public struct RetryRule: Sendable {
  /// Whether it may be resent after it may have been sent. False for writes, and for logins of any class.
  public var isRepeatable: Bool
  /// Whether a 429 means an exhausted quota rather than a rate limit, and is therefore never retried.
  public var isQuota: (@Sendable (Response) -> Bool)?
  /// Called once for a 401. Returns true if the credential was renewed, so that the request is sent again.
  ///
  /// A thrown `TransportError` is passed on; any other error becomes the `underlying` error of one.
  public var renew: (@Sendable (Response) throws -> Bool)?

  /// Creates a rule.
  public init(
    isRepeatable: Bool = true, isQuota: (@Sendable (Response) -> Bool)? = nil,
    renew: (@Sendable (Response) throws -> Bool)? = nil
  ) {
    self.isRepeatable = isRepeatable
    self.isQuota = isQuota
    self.renew = renew
  }
}
