import Diagnostics

/// A security scheme, converted for a manifest's `authentication`.
struct SecurityScheme {
  struct Credential {
    var name: String
    var summary: String
    var isSecret = true
    var isOptional = false
  }

  /// The name in the description.
  var name: String
  var range: SourceRange
  var credentials: [Credential]
  /// The members of `authentication` in the manifest.
  var members: [(name: String, value: String)]
  /// The flow in the description for which the manifest uses an existing token instead.
  var flow: String?

  /// Nil if manifests do not support the scheme.
  init?(_ name: String, _ node: SourceNode, _ range: SourceRange) {
    (self.name, self.range) = (name, range)
    let summary = node["description"]?.text.map { Prose.sentence($0) } ?? ""
    let said = Words.of(name) + Words.of(node["description"]?.text ?? "")
    switch node["type"]?.text {
    case "apiKey":
      guard let part = Self.apiKey(node, summary, said) else { return nil }
      (credentials, members) = part
    case "http":
      switch node["scheme"]?.text?.lowercased() {
      case "bearer": (credentials, members) = Self.bearer(summary)
      case "basic": (credentials, members) = Self.basic(summary, node, said)
      default: return nil
      }
    case "basic": (credentials, members) = Self.basic(summary, node, said)
    case "oauth2", "openIdConnect":
      (credentials, members) = Self.bearer(summary)
      flow = node["type"]?.text == "oauth2" ? "OAuth 2" : "OpenID Connect"
    default: return nil
    }
  }

  private typealias Part = ([Credential], [(name: String, value: String)])

  private static func apiKey(_ node: SourceNode, _ summary: String, _ said: [String]) -> Part? {
    guard let name = node["name"]?.text, HeaderName.isPlain(name) || node["in"]?.text == "query" else { return nil }
    var key = Credential(name: "api_key", summary: summary.isEmpty ? "the value of `\(name)`" : summary)
    // A tenant or version is not a secret.
    let words = Set(Words.of(name))
    if !words.isDisjoint(with: openWords), words.isDisjoint(with: secretWords) { key.isSecret = false }
    key.isOptional = words.contains("version")
    switch node["in"]?.text {
    case "header":
      let value = prefix(node["description"]?.text ?? "", name) + "{api_key}"
      return ([key], [("style", "header"), ("header", name), ("value", value)])
    case "query": return ([key], [("style", "query"), ("parameter", name), ("value", "{api_key}")])
    case "cookie": return ([key], [("style", "header"), ("header", "Cookie"), ("value", "\(name)={api_key}")])
    default: return nil
    }
  }

  /// The prefix of the key in a header, such as `Bot ` if the description contains "Bot <token>".
  private static func prefix(_ said: String, _ header: String) -> String {
    guard header.lowercased() == "authorization",
      let match = said.prefix(1000).firstMatch(of: /([A-Z][A-Za-z-]{1,20}) [<{][A-Za-z _-]+[>}]/)
    else { return "" }
    return match.1 + " "
  }

  private static func basic(_ summary: String, _ node: SourceNode, _ said: [String]) -> Part {
    let words = Set(said)
    let isKey = !words.isDisjoint(with: secretWords)
    let username = Credential(
      name: "username", summary: summary.isEmpty ? isKey ? "the key, or the user name" : "the user name" : summary,
      isSecret: isKey)
    let password = Credential(
      name: "password", summary: "the password; empty where the user name is a key",
      isOptional: !namesPassword(Words.of(node["description"]?.text ?? "")) && (isKey || !words.contains("password")))
    return ([username, password], [("style", "basic"), ("username", "{username}"), ("password", "{password}")])
  }

  /// Whether a description mentions a password, other than to exclude one.
  private static func namesPassword(_ said: [String]) -> Bool {
    let words = Set(said)
    guard words.isDisjoint(with: ["no", "not", "without", "empty", "blank", "ignored", "unused", "optional", "any"])
    else { return false }
    if !words.isDisjoint(with: ["password", "passwords", "secret"]) { return true }
    return words.contains("token") && !words.isDisjoint(with: ["sid", "email", "account", "login"])
  }

  private static func bearer(_ summary: String) -> Part {
    (
      [Credential(name: "token", summary: summary.isEmpty ? "an access token" : summary)],
      [("style", "header"), ("header", "Authorization"), ("value", "Bearer {token}")]
    )
  }

  private static let secretWords: Set = ["key", "keys", "token", "tokens", "apikey", "secret", "auth", "authorization"]
  private static let openWords: Set = [
    "version", "tenant", "account", "organization", "organisation", "workspace", "site", "region", "subdomain",
  ]

  /// Renames the credential after the scheme if there are several, such as `client_id` instead of `api_key`.
  func named(beside taken: Set<String>) -> SecurityScheme {
    guard credentials.count == 1, let old = credentials.first?.name else { return self }
    var name = old == "api_key" ? Words.name(self.name) : old
    if !name.isIdentifier { name = old }
    var number = 2
    let base = name
    while taken.contains(name) {
      name = "\(base)_\(number)"
      number += 1
    }
    var scheme = self
    scheme.credentials[0].name = name
    scheme.members = members.map { ($0.name, $0.value.replacing("{\(old)}", with: "{\(name)}")) }
    return scheme
  }
}
