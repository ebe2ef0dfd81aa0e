import HTTP
import JSON

extension OpenMethods {
  /// The endpoint of any names.
  func endpoint(_ resource: String, _ name: String) -> Endpoint {
    var endpoint = endpoint
    endpoint.resource = resource
    endpoint.name = name
    endpoint.path = endpoint.path.map { $0 == .fixed("{resource}") ? .fixed(resource) : $0 }
    endpoint.fixed = endpoint.fixed.map { ($0.name, $0.value.string == "{method}" ? Value(name) : $0.value) }
    endpoint.risk = risk(of: name)
    endpoint.isList = endpoint.pagination != nil && endpoint.risk == .read
    return endpoint
  }

  /// The first word of a name decides: reading and destroying words are listed, everything else writes.
  func risk(of name: String) -> Risk {
    let word = Self.firstWord(name)
    if destroying.contains(word) { return .destructive }
    return reading.contains(word) ? .read : .write
  }

  private static func firstWord(_ name: String) -> String {
    let start = name.drop { !$0.isLetter }
    let rest = start.dropFirst().prefix { $0.isLowercase }
    return (String(start.prefix(1)) + rest).lowercased()
  }
}
