/// Where webhooks are listened for, and how much a sender may ask for.
public struct ListenerConfiguration: Sendable {
  /// The port on 127.0.0.1; 0 takes a free one.
  public var port: Int
  /// The only path that is answered; nil answers any.
  public var path: String?
  /// The longest body, in bytes.
  public var bodyLimit = 1 << 20
  /// So many seconds may pass until a request is whole.
  public var patience = 10
  /// So many connections may be open; one more is closed at once.
  public var connectionLimit = 256

  public init(port: Int, path: String? = nil) {
    self.port = port
    self.path = path
  }
}
