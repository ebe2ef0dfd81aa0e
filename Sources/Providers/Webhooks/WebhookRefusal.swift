/// Why what came is no event, in words for the person and for the sender.
public struct WebhookRefusal: Error, Sendable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable {
    /// The signature is missing or belongs to something else.
    case signature
    /// The body is not what the provider sends.
    case malformed
  }

  public var kind: Kind
  /// What is the matter, without anything secret.
  public var reason: String

  public var description: String { reason }

  /// The HTTP status for the sender.
  public var status: Int { kind == .signature ? 401 : 400 }
}
