/// A request as it is meant: components, not yet text, and without credentials.
public struct Request: Sendable {
  /// The HTTP method, in upper case.
  public var method: String
  /// The only place it is sent to; `SendPlan.authorize` cannot change it.
  public var origin: Origin
  /// The base URL that it was made below.
  public let base: BaseURL
  /// Decoded path segments; each stays one segment whatever it holds. A trailing empty one is a trailing slash.
  public var path: [String]
  /// Segments that travel as they are written here, encoded already, by their place in the path.
  public var writtenSegments: [Int: String] = [:]
  /// Decoded names and values, in order; a name may come again.
  public var query: [(name: String, value: String)]
  public var headers: Headers
  public var body: Body
  public var context: CallContext
  /// How it is sent, which is not part of what is sent.
  public var plan = SendPlan()

  var verbatimTarget: String?

  /// Makes a request below a base URL.
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
  /// The URL as it is sent, path segments and query encoded.
  public var url: String { origin.description + target }

  /// Path and query as the request line has them.
  var target: String {
    if let verbatimTarget { return verbatimTarget }
    let segments = path.enumerated().map { "/" + (writtenSegments[$0] ?? PercentEncoding.pathSegment($1)) }
    let path = path.isEmpty ? "/" : segments.joined()
    return query.isEmpty ? path : path + "?" + PercentEncoding.query(query)
  }
}
