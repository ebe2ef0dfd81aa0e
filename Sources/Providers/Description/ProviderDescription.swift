import HTTP
import JSON
public import Query

/// Describes a provider for `providers`, `describe`, help and documents.
public struct ProviderDescription: Sendable {
  /// The name in calls.
  public var name: String
  /// The product's name.
  public var title: String
  /// A description in one line.
  public var summary: String
  /// The URL of the provider's documentation.
  public var documentation: String?
  /// The base URL in the manifest; names in braces are credentials.
  public var base: String
  /// The rate limit, such as `100 requests in 3600 s`; nil for none.
  public var rateLimit: String?
  /// Whether any resource and method may be called.
  public var isOpen: Bool
  /// The groups of methods.
  public var resources: [ResourceDescription]
}

/// A group of methods.
public struct ResourceDescription: Sendable {
  /// The name in calls.
  public var name: String
  /// A description in one line.
  public var summary: String
  /// The methods, in manifest order.
  public var methods: [MethodDescription]
}

/// A method with an example call.
public struct MethodDescription: Sendable {
  /// The name and parameters.
  public var signature: MethodSignature
  /// The HTTP method and the path: `GET /api/pads/{id}`.
  public var request: String
  /// The argument values that raise the risk, with reasons.
  public var raises: [String]
  /// The kinds of object that parameters refer to, by parameter name: `memberId` refers to a `member`.
  public var kinds: [String: String]
  /// The kind of the returned items, if known.
  public var itemKind: String?
  /// One sentence each: how the object is read, how the write is undone, and how the outcome is determined after a lost
  /// response.
  public var writes: [String]
  /// An example call that can be run as shown.
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
