/// When a request may be sent again, beyond what holds for all.
public struct RetryRule: Sendable {
  /// Whether it is sent again at all after it may have left: never so a write, and never a login, whatever its class.
  public var isRepeatable: Bool
  /// Whether a 429 is a used-up quota rather than a rate, and so never retried.
  public var isQuota: (@Sendable (Response) -> Bool)?
  /// Called once for a 401; true means the credential is new and the request is sent again.
  ///
  /// A `TransportError` it throws is passed on; another error becomes the `underlying` of one.
  public var renew: (@Sendable (Response) throws -> Bool)?

  public init(
    isRepeatable: Bool = true, isQuota: (@Sendable (Response) -> Bool)? = nil,
    renew: (@Sendable (Response) throws -> Bool)? = nil
  ) {
    self.isRepeatable = isRepeatable
    self.isQuota = isQuota
    self.renew = renew
  }
}
