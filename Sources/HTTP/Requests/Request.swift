/// A request in components, before encoding and without credentials.
public struct Request: Sendable {
  /// The HTTP method, in upper case.
  public var method: String
  /// The only origin it is sent to; `SendPlan.authorize` cannot change it.
  public var origin: Origin
  /// The base URL that the request is relative to.
  public let base: BaseURL
  /// Decoded path segments. Each remains a single segment whatever it contains; a trailing empty one is a trailing
  /// slash.
  public var path: [String]
  /// Segments that are already encoded and sent as given, by index in `path`.
  public var writtenSegments: [Int: String] = [:]
  /// Decoded names and values, in order; names may repeat.
  public var query: [(name: String, value: String)]
  /// The header fields.
  public var headers: Headers
  /// The body.
  public var body: Body
  /// The call that the request belongs to.
  public var context: CallContext
  /// How the request is sent; not part of what is sent.
  public var plan = SendPlan()

  var verbatimTarget: String?

  /// Creates a request relative to a base URL.
  public init(
    method: String, base: BaseURL, path: [String] = [], query: [(name: String, value: String)] = [],
    headers: Headers = [:], body: Body = .none, context: CallContext
  ) {
    self.method = method
    self.base = base
    self.origin = base.origin
    self.path = base.path + path
    self.query = query
    self.headers = headers
    self.body = body
    self.context = context
  }
}

extension Request {
  /// The URL as sent, with encoded path segments and query.
  public var url: String { origin.description + target }

  /// The path and query of the request line.
  var target: String {
    if let verbatimTarget { return verbatimTarget }
    let segments = path.enumerated().map { "/" + (writtenSegments[$0] ?? PercentEncoding.pathSegment($1)) }
    let path = path.isEmpty ? "/" : segments.joined()
    return query.isEmpty ? path : path + "?" + PercentEncoding.query(query)
  }
}
