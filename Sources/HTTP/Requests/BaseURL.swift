/// The common part of all URLs of a provider: origin and path prefix.
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
  /// The provider's origin; its credentials are only sent there.
  public var origin: Origin
  /// Decoded segments, without a trailing empty one.
  public var path: [String]

  /// Creates a base URL.
  public init(origin: Origin, path: [String] = []) {
    self.origin = origin
    self.path = path
  }

  /// Parses `https://host[:port][/path…]`.
  ///
  /// Throws a `usage` error for user information, a query, a fragment, another scheme or malformed text.
  public init(_ text: String) throws(TransportError) {
    let authorityEnd =
      text.range(after: "://").flatMap { rest in
        text[rest...].firstIndex { "/?#\\".contains($0) }
      } ?? text.endIndex
    guard let origin = Origin(parsing: text[..<authorityEnd]) else {
      throw .invalid("not a valid base URL", "write https://host/path, without user name and password")
    }
    var segments: [String] = []
    for part in text[authorityEnd...].split(separator: "/", omittingEmptySubsequences: true) {
      guard !part.contains(where: { "?#\\ ".contains($0) }), let segment = PercentEncoding.decode(String(part)),
        segment != ".", segment != ".."
      else {
        throw .invalid("the path of a base URL has only plain segments", "remove query, fragment and dots")
      }
      segments.append(segment)
    }
    self.init(origin: origin, path: segments)
  }

  /// The URL as text.
  public var description: String {
    origin.description + path.map { "/" + PercentEncoding.pathSegment($0) }.joined()
  }
}
