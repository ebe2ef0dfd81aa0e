import HTTP
public import Query

/// The webhooks of a provider as described by its manifest.
struct WebhookRules: Sendable {
  /// The encoding of the body: `form` or `json`.
  var encoding: BodyEncoding
  /// Filters on the decoded body for the event's name and data.
  var event: AnswerFilter
  var data: AnswerFilter?
  /// Nil if webhooks are not signed.
  var signature: SignatureRule?
  /// The documented events.
  var events: [WebhookEventDescription]
}

/// The header with the signature, a hex HMAC-SHA256 of the raw body, and the credential with the key.
struct SignatureRule: Sendable {
  var header: String
  var secret: String
}

/// A documented event of a provider.
public struct WebhookEventDescription: Sendable {
  /// The name, such as `scheduled_session.created`.
  public var name: String
  /// A description in one line.
  public var summary: String
  /// The documented shape of its data.
  public var data: Shape
}
