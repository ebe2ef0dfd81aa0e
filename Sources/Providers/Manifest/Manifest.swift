import HTTP
import JSON
import Query

/// A provider as its manifest describes it: where it is, who may enter, and what it can do.
struct Manifest: Sendable {
  let name: String
  var title: String
  var summary: String
  var documentation: String?
  /// The base URL; `{academy}` and its like are open credentials.
  var base: String
  /// How bodies travel.
  var encoding: BodyEncoding
  /// Sent with every request.
  var headers: [(name: String, value: String)]
  var credentials: [CredentialDefinition]
  var authentication: Authentication
  /// Whether an answer of status 2xx is a refusal.
  var refused: AnswerFilter?
  /// An error answer as `{message, errors}`.
  var error: AnswerFilter?
  /// What the provider says of a status, and what edush advises.
  var statuses: [Int: String]
  var hints: [Int: String]
  /// The statuses that mean a used-up quota, never tried again.
  var quota: Set<Int>
  var rate: RateRule?
  var secrets: [SecretField]
  var open: OpenMethods?
  /// Nil where it sends none.
  var webhooks: WebhookRules?
  var resources: [Resource]
  /// The program's own manifest, where one of the user changes it.
  var own: OwnManifest?
}

/// The manifest that is in the program, below one of the user.
final class OwnManifest: Sendable {
  let manifest: Manifest

  init(_ manifest: Manifest) { self.manifest = manifest }
}

/// How a body travels.
enum BodyEncoding: String, Sendable, CaseIterable {
  /// No endpoint takes one.
  case none
  case form
  case json
}

/// So many requests in so many seconds.
struct RateRule: Sendable {
  var requests: Int
  var seconds: Double
}

/// A part of answers that is hidden where whole results are shown: a field, or one query parameter of the URL in it.
struct SecretField: Sendable {
  var field: Text
  var parameter: String?
}

/// Something a person must have to be let in.
struct CredentialDefinition: Sendable {
  var name: String
  var summary: String
  var isSecret: Bool
  var isOptional: Bool
  /// Variables of other people's making that hold it, too.
  var environment: [String]
}

/// A group of methods.
struct Resource: Sendable {
  var name: String
  var summary: String
  /// What its items are: `member`, `pad`.
  var kind: String?
  /// Filters that give the id and the label of an item, for completion and questions.
  var id: AnswerFilter?
  var label: AnswerFilter?
  /// The members of an item that a table shows next to its id and label, the most useful first: `client.name`.
  var columns: [String] = []
  var endpoints: [Endpoint]
}

/// What methods are that no resource lists, for a provider that takes any.
struct OpenMethods: Sendable {
  /// Of the endpoint, `{resource}` and `{method}` stand for its names.
  var endpoint: Endpoint
  /// The classes of the words that names are made of.
  var words: [String: Risk]
  /// Words that name things elsewhere than at the beginning: `getOrder` orders nothing.
  var nouns: Set<String> = []
}
