import HTTP
public import Query

/// The webhooks of a provider as its manifest describes them.
struct WebhookRules: Sendable {
  /// How the body travels: `form` or `json`.
  var encoding: BodyEncoding
  /// Filters of the decoded body: the event's name, and what it tells.
  var event: AnswerFilter
  var data: AnswerFilter?
  /// Nil where nothing is signed.
  var signature: SignatureRule?
  /// The documented ones.
  var events: [WebhookEventDescription]
}

/// Where the signature stands, and the credential that makes it: hex HMAC-SHA256 over the raw body.
struct SignatureRule: Sendable {
  var header: String
  var secret: String
}

/// A documented event of a provider.
public struct WebhookEventDescription: Sendable {
  /// `scheduled_session.created`.
  public var name: String
  public var summary: String
  /// The documented form of its data.
  public var data: Shape
}
