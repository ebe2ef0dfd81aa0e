/// The address of a webhook listener, and the limits for senders.
public struct ListenerConfiguration: Sendable {
  /// The port on 127.0.0.1; 0 for any free port.
  public var port: Int
  /// The only path that is accepted; nil accepts any path.
  public var path: String?
  /// The maximum length of a body, in bytes.
  public var bodyLimit = 1 << 20
  /// The time within which a request must be complete, in seconds.
  public var patience = 10
  /// The maximum number of open connections; further ones are closed at once.
  public var connectionLimit = 256

  /// Creates a configuration with the default limits.
  public init(port: Int, path: String? = nil) {
    self.port = port
    self.path = path
  }
}
