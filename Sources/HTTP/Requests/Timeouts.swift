/// How long a client waits, in milliseconds; zero waits without end.
public struct Timeouts: Sendable, Hashable {
  /// Name lookup, TCP and TLS together.
  public var connect: Int
  /// No byte in either direction.
  public var idle: Int
  /// The whole exchange.
  public var total: Int

  public init(connect: Int = 10_000, idle: Int = 30_000, total: Int = 120_000) {
    self.connect = connect
    self.idle = idle
    self.total = total
  }
}
