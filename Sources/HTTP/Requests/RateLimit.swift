/// A provider's rule: so many requests in any span of so many seconds.
public struct RateLimit: Sendable, Hashable {
  /// Names the window's file, shared by all processes: one per provider and credential, never the credential itself.
  public var key: String
  /// At most so many requests…
  public var count: Int
  /// …in any span of so many seconds.
  public var seconds: Double

  public init(key: String, count: Int, seconds: Double) {
    self.key = key
    self.count = count
    self.seconds = seconds
  }
}
