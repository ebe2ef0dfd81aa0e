/// The routes of an API: endpoints by HTTP method and path.
struct RouteTable<Endpoint> {
  struct Match {
    let endpoint: Endpoint
    let parameters: [String: String]
  }

  private struct Route {
    let method: String
    let pattern: [Substring]
    let endpoint: Endpoint
  }

  private let routes: [Route]
  /// The routes as given.
  let all: [(method: String, path: String, endpoint: Endpoint)]

  /// Creates a table. `:name` in a path is a parameter; the first match wins.
  init(_ lines: [(method: String, path: String, endpoint: Endpoint)]) {
    all = lines
    routes = lines.map { Route(method: $0.method, pattern: $0.path.split(separator: "/"), endpoint: $0.endpoint) }
  }

  func match(_ method: String, _ segments: [String]) -> Match? {
    for route in routes where route.method == method && route.pattern.count == segments.count {
      if let parameters = Self.parameters(of: route.pattern, segments) {
        return Match(endpoint: route.endpoint, parameters: parameters)
      }
    }
    return nil
  }

  private static func parameters(of pattern: [Substring], _ segments: [String]) -> [String: String]? {
    var parameters: [String: String] = [:]
    for (part, segment) in zip(pattern, segments) {
      if part.hasPrefix(":") {
        parameters[String(part.dropFirst())] = segment
      } else if part != segment {
        return nil
      }
    }
    return parameters
  }
}
