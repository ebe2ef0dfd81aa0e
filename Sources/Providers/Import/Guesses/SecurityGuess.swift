import Diagnostics

/// How a description lets people in, as a manifest has it: one way, the one that most operations take.
struct SecurityGuess {
  struct Credential {
    var name: String
    var summary: String
    var isSecret = true
  }

  var credentials: [Credential] = []
  /// The members of `authentication` in a manifest; none where nobody is asked.
  var authentication: [(name: String, value: String)] = []
  /// What the description asks for where a ready token is taken instead.
  var flow: String?

  /// Of two ways that as many calls take, the one with the lower rank; a token tells more of a person than what has to
  /// stand beside it.
  private func rank(isBeside: Bool) -> Int {
    switch authentication.first?.value {
    case "header": flow != nil ? isBeside ? 0 : 3 : credentials.first?.name == "token" ? 0 : 1
    default: 2
    }
  }

  var comment: String? {
    flow.map { "The description asks for \($0): a ready access token is taken, edush gets none itself." }
  }

  init(_ description: OpenAPIDescription, _ operations: [ImportedOperation]) {
    let schemes = description.root["components"]?["securitySchemes"]?.members ?? []
    let uses = operations.flatMap(\.security).filter { !$0.isEmpty }
    var known: [(name: String, guess: SecurityGuess, range: SourceRange)] = []
    for scheme in schemes {
      guard let node = description.resolve(scheme.value)?.node else { continue }
      if let guess = Self.guess(node) {
        known.append((scheme.name, guess, scheme.nameRange))
      } else {
        let type = node["type"]?.text ?? "nothing"
        description.notes.omit("the way in `\(scheme.name)` (\(type)): no manifest has it", scheme.nameRange)
      }
    }
    guard !known.isEmpty else { return }
    let ranks = known.enumerated().map { index, scheme -> (Int, Int, Int) in
      let mine = uses.filter { $0.contains(scheme.name) }
      return (-mine.count, scheme.guess.rank(isBeside: mine.contains { $0.count > 1 }), index)
    }
    let best = known.indices.min { ranks[$0] < ranks[$1] } ?? 0
    self = known[best].guess
    for index in known.indices where index != best {
      let other = known[index]
      let isBeside = uses.contains { $0.contains(other.name) && $0.contains(known[best].name) }
      description.notes.omit(
        "the way in `\(other.name)`: "
          + (isBeside ? "a manifest has one, and some calls need both" : "a manifest has one, `\(known[best].name)`"),
        other.range)
    }
    if let flow {
      description.notes.guess("a ready access token lets in; the description asks for \(flow)", known[best].range)
    }
  }

  private init(
    _ credentials: [Credential], _ authentication: [(name: String, value: String)], flow: String? = nil
  ) {
    (self.credentials, self.authentication, self.flow) = (credentials, authentication, flow)
  }

  private static func guess(_ scheme: SourceNode) -> SecurityGuess? {
    let summary = scheme["description"]?.text.map { Prose.sentence($0) } ?? ""
    switch scheme["type"]?.text {
    case "apiKey": return apiKey(scheme, summary)
    case "http": return http(scheme, summary)
    case "oauth2", "openIdConnect":
      return bearer(summary, flow: scheme["type"]?.text == "oauth2" ? "OAuth 2" : "OpenID Connect")
    default: return nil
    }
  }

  private static func apiKey(_ scheme: SourceNode, _ summary: String) -> SecurityGuess? {
    guard let name = scheme["name"]?.text, HeaderName.isPlain(name) || scheme["in"]?.text == "query" else { return nil }
    let key = Credential(name: "api_key", summary: summary.isEmpty ? "what goes into `\(name)`" : summary)
    switch scheme["in"]?.text {
    case "header": return SecurityGuess([key], [("style", "header"), ("header", name), ("value", "{api_key}")])
    case "query": return SecurityGuess([key], [("style", "query"), ("parameter", name), ("value", "{api_key}")])
    case "cookie":
      return SecurityGuess([key], [("style", "header"), ("header", "Cookie"), ("value", "\(name)={api_key}")])
    default: return nil
    }
  }

  private static func http(_ scheme: SourceNode, _ summary: String) -> SecurityGuess? {
    switch scheme["scheme"]?.text?.lowercased() {
    case "bearer": return bearer(summary, flow: nil)
    case "basic":
      return SecurityGuess(
        [
          Credential(name: "username", summary: summary.isEmpty ? "the user name" : summary, isSecret: false),
          Credential(name: "password", summary: "the password; empty where the user name is a key"),
        ], [("style", "basic"), ("username", "{username}"), ("password", "{password}")])
    default: return nil
    }
  }

  private static func bearer(_ summary: String, flow: String?) -> SecurityGuess {
    SecurityGuess(
      [Credential(name: "token", summary: summary.isEmpty ? "an access token" : summary)],
      [("style", "header"), ("header", "Authorization"), ("value", "Bearer {token}")], flow: flow)
  }
}
