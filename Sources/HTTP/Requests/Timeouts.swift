/// The timeouts of a client, in milliseconds; zero means no limit.
public struct Timeouts: Sendable, Hashable {
  /// For name lookup, TCP connect and TLS handshake together.
  public var connect: Int
  /// For a period without a byte in either direction.
  public var idle: Int
  /// For the whole exchange.
  public var total: Int

  /// Creates timeouts in milliseconds.
  public init(connect: Int = 10_000, idle: Int = 30_000, total: Int = 120_000) {
    self.connect = connect
    self.idle = idle
    self.total = total
  }
}
