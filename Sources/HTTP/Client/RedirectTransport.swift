import Query

/// Follows redirects of reads within their origin. Redirects to another origin are errors.
public struct RedirectTransport: Transport {
  /// The maximum number of redirects; a longer chain is treated as a loop.
  public static let limit = 5

  private let next: any Transport

  /// Creates a transport that follows the redirects of `next`.
  public init(_ next: any Transport) {
    self.next = next
  }

  /// Sends a request and follows redirects.
  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    var request = request
    for _ in 0...Self.limit {
      let response = try next.send(request, cancellation: cancellation)
      guard let location = Self.location(of: response) else { return response }
      guard let target = Redirect.target(of: location, from: request) else { throw .elsewhere(request, location) }
      guard Self.follows(response.status, request) else { return response }
      request.verbatimTarget = target
    }
    throw TransportError(
      .brokenAnswer, sent: .yes, "\(request.context.name) was redirected more than \(Self.limit) times",
      hint: "the server has a redirect loop; contact the provider")
  }

  private static func location(of response: Response) -> String? {
    [301, 302, 303, 307, 308].contains(response.status) ? response.headers["location"] : nil
  }

  private static func follows(_ status: Int, _ request: Request) -> Bool {
    guard request.context.risk == .read else { return false }
    return ["GET", "HEAD"].contains(request.method) || status == 307 || status == 308
  }
}

extension TransportError {
  fileprivate static func elsewhere(_ request: Request, _ location: String) -> TransportError {
    let shown = Redirect.origin(of: location)?.description ?? "an address edush cannot read"
    return TransportError(
      .redirectElsewhere, sent: .yes, "\(request.origin) redirects \(request.context.name) to \(shown)",
      hint: "nothing was sent there; if that is the right server, set it as the provider's URL")
  }
}
