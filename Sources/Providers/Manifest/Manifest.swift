import HTTP
import JSON
import Query

/// A provider as described by its manifest: base URL, authentication and methods.
struct Manifest: Sendable {
  let name: String
  var title: String
  var summary: String
  var documentation: String?
  /// The base URL. Names in braces such as `{academy}` are credentials that are not secret.
  var base: String
  /// The encoding of request bodies.
  var encoding: BodyEncoding
  /// Headers of every request.
  var headers: [(name: String, value: String)]
  var credentials: [CredentialDefinition]
  var authentication: Authentication
  /// Whether a 2xx response reports an error.
  var refused: AnswerFilter?
  /// Converts an error response to `{message, errors}`.
  var error: AnswerFilter?
  /// Messages and hints by HTTP status.
  var statuses: [Int: String]
  var hints: [Int: String]
  /// Statuses that mean an exhausted quota; they are never retried.
  var quota: Set<Int>
  var rate: RateRule?
  var secrets: [SecretField]
  var open: OpenMethods?
  /// Nil if it has no webhooks.
  var webhooks: WebhookRules?
  var resources: [Resource]
  /// The built-in manifest, if this one is a user's that changes it.
  var own: OwnManifest?
}

/// The built-in manifest underneath a user's.
final class OwnManifest: Sendable {
  let manifest: Manifest

  init(_ manifest: Manifest) { self.manifest = manifest }
}

/// The encoding of a request body.
enum BodyEncoding: String, Sendable, CaseIterable {
  /// No endpoint has a body.
  case none
  case form
  case json
}

/// A rate limit: a number of requests in a number of seconds.
struct RateRule: Sendable {
  var requests: Int
  var seconds: Double
}

/// A part of responses that is hidden in whole results: a field, or one query parameter of the URL in the field.
struct SecretField: Sendable {
  var field: Text
  var parameter: String?
}

/// A credential of the provider.
struct CredentialDefinition: Sendable {
  var name: String
  var summary: String
  var isSecret: Bool
  var isOptional: Bool
  /// Additional environment variables, defined by others, that contain it.
  var environment: [String]
}

/// A group of methods.
struct Resource: Sendable {
  var name: String
  var summary: String
  /// The kind of its items, such as `member` or `pad`.
  var kind: String?
  /// Filters for the id and the label of an item, for completion and confirmations.
  var id: AnswerFilter?
  var label: AnswerFilter?
  /// The members to show in tables besides id and label, most useful first, such as `client.name`.
  var columns: [String] = []
  var endpoints: [Endpoint]
}

/// The rules for unlisted methods, for a provider that accepts any method.
struct OpenMethods: Sendable {
  /// The endpoint, with `{resource}` and `{method}` as placeholders for the names.
  var endpoint: Endpoint
  /// The risk classes of words in method names.
  var words: [String: Risk]
  /// Words that are nouns unless they begin a name: `getOrder` does not order anything.
  var nouns: Set<String> = []
}
