public import JSON

/// A request as it is meant: components, not yet text, and without credentials.
public struct Request: Sendable {
  /// The HTTP method, in upper case.
  public var method: String
  /// The only place it is sent to; `authorize` cannot change it.
  public var origin: Origin
  /// Decoded path segments; each stays one segment whatever it holds. A trailing empty one is a trailing slash.
  public var path: [String]
  /// Decoded names and values, in order; a name may come again.
  public var query: [(name: String, value: String)]
  public var headers: Headers
  public var body: Body
  public var context: CallContext
  /// Whether it could be sent at all, such as whether there is a credential; called once, after policy and before its
  /// exchange begins. Its errors are passed on like those of `authorize`.
  public var prepare: (@Sendable () throws -> Void)?
  /// Adds the credential; called for every try, after policy, wait and limits, so it may mint a single-use one.
  ///
  /// Header fields it sets with `Headers.setSecret` are redacted wherever the request is recorded. A `TransportError`
  /// it throws is passed on; another error becomes the `underlying` of one.
  public var authorize: (@Sendable (inout Request) throws -> Void)?
  /// What may be retried beyond reads.
  public var retry: RetryRule
  /// The window it is counted in.
  public var rateLimit: RateLimit?
  /// Finds the secret parts of an answer, hidden in every record of it; the response itself keeps them.
  public var secretsInResponse: (@Sendable (Response) -> [Secret])?
  /// What is shown of a JSON body; nil hides what follows the names of secrets.
  public var shownJSON: (@Sendable (Value) -> Value)?
  /// Nil uses the client's.
  public var timeouts: Timeouts?
  /// The proof that policy let it go, from `PolicyGate.admit`; bound to what is sent, so it comes last.
  public var permit: Permit?

  var trace: AttemptTrace?
  var verbatimTarget: String?

  /// Makes a request below a base URL.
  public init(
    method: String, base: BaseURL, path: [String] = [], query: [(name: String, value: String)] = [],
    headers: Headers = [:], body: Body = .none, context: CallContext
  ) {
    self.method = method
    self.origin = base.origin
    self.path = base.path + path
    self.query = query
    self.headers = headers
    self.body = body
    self.context = context
    self.retry = RetryRule()
  }
}

extension Request {
  /// The URL as it is sent, path segments and query encoded.
  public var url: String { origin.description + target }

  /// Path and query as the request line has them.
  var target: String {
    if let verbatimTarget { return verbatimTarget }
    let path = path.isEmpty ? "/" : path.map { "/" + PercentEncoding.pathSegment($0) }.joined()
    return query.isEmpty ? path : path + "?" + PercentEncoding.query(query)
  }
}
