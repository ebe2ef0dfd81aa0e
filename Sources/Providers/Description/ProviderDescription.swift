import HTTP
import JSON
public import Query

/// What a provider is and can do, as data for `providers`, `describe`, help and documents.
public struct ProviderDescription: Sendable {
  public var name: String
  public var title: String
  public var summary: String
  public var documentation: String?
  /// The base URL of the manifest; names in braces are credentials.
  public var base: String
  /// `100 requests in 3600 s`; nil without a limit.
  public var rateLimit: String?
  /// Whether any resource and method may be called.
  public var isOpen: Bool
  public var resources: [ResourceDescription]
}

/// A group of methods.
public struct ResourceDescription: Sendable {
  public var name: String
  public var summary: String
  public var methods: [MethodDescription]
}

/// One method and a call that shows it.
public struct MethodDescription: Sendable {
  public var signature: MethodSignature
  /// The HTTP method and the path: `GET /api/pads/{id}`.
  public var request: String
  /// The values that make it riskier, and why.
  public var raises: [String]
  /// What its parameters name, by their names: `memberId` a `member`.
  public var kinds: [String: String]
  /// What the items of its answers are, where that is known.
  public var itemKind: String?
  /// How its object is read, how it is undone, and what tells after a lost response whether it was done: a sentence each.
  public var writes: [String]
  /// A call that could be run as it is.
  public var example: String
}

extension ProviderDescription {
  init(_ manifest: Manifest) {
    self.init(
      name: manifest.name, title: manifest.title, summary: manifest.summary, documentation: manifest.documentation,
      base: manifest.base, rateLimit: manifest.rate.map { "\($0.requests) requests in \(Int($0.seconds)) s" },
      isOpen: manifest.open != nil,
      resources: manifest.resources.map { resource in
        ResourceDescription(
          name: resource.name, summary: resource.summary,
          methods: resource.endpoints.map { MethodDescription($0, manifest) })
      })
  }
}

extension MethodDescription {
  init(_ endpoint: Endpoint, _ manifest: Manifest) {
    self.init(
      signature: endpoint.signature(of: manifest.name, manifest.documentation),
      request: "\(endpoint.verb) \(endpoint.pathText)",
      raises: endpoint.raises.map { raise in
        let value = raise.equals.map { ": \($0.json())" } ?? ""
        return "\(raise.risk.rawValue) with `\(raise.parameter)\(value)`" + (raise.because.map { ": \($0)" } ?? "")
      },
      kinds: endpoint.parameters.reduce(into: [:]) { $0[$1.name] = manifest.kind(of: $1, in: endpoint) },
      itemKind: manifest.itemKind(of: endpoint),
      writes: [manifest.readingText(of: endpoint), endpoint.undoText, manifest.probeText(of: endpoint)].compactMap(
        \.self),
      example: endpoint.exampleCall(of: manifest.name))
  }
}
