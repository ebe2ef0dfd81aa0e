/// A provider's rate limit: `count` requests in any period of `seconds`.
public struct RateLimit: Sendable, Hashable {
  /// Names the window's file, which all processes share: one per provider and credential. Never contains the credential
  /// itself.
  public var key: String
  /// The maximum number of requests in the period.
  public var count: Int
  /// The length of the sliding period.
  public var seconds: Double

  /// Creates a rate limit.
  public init(key: String, count: Int, seconds: Double) {
    self.key = key
    self.count = count
    self.seconds = seconds
  }
}
