/// Why a request is not a valid event, for the user and for the sender.
public struct WebhookRefusal: Error, Sendable, CustomStringConvertible {
  /// The kind of refusal.
  public enum Kind: Sendable, Hashable {
    /// The signature is missing or does not match.
    case signature
    /// The body does not have the provider's format.
    case malformed
  }

  /// The kind of refusal, which determines the status.
  public var kind: Kind
  /// What is wrong, without secrets.
  public var reason: String

  /// The reason.
  public var description: String { reason }

  /// The HTTP status of the response.
  public var status: Int { kind == .signature ? 401 : 400 }
}
