/// When a request may be sent again, beyond what holds for all.
public struct RetryRule: Sendable {
  /// Whether it is retried as a read is, whatever its risk, because the script said so.
  public var allowsWrites: Bool
  /// Whether a 429 is a used-up quota rather than a rate, and so never retried.
  public var isQuota: (@Sendable (Response) -> Bool)?
  /// Called once for a 401; true means the credential is new and the request is sent again.
  ///
  /// A `TransportError` it throws is passed on; another error becomes the `underlying` of one.
  public var renew: (@Sendable (Response) throws -> Bool)?

  public init(
    allowsWrites: Bool = false, isQuota: (@Sendable (Response) -> Bool)? = nil,
    renew: (@Sendable (Response) throws -> Bool)? = nil
  ) {
    self.allowsWrites = allowsWrites
    self.isQuota = isQuota
    self.renew = renew
  }
}
