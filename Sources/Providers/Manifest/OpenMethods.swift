import HTTP
import JSON
import Query

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

  /// The worst word of a name decides; a name without a known word is destructive.
  func risk(of name: String) -> Risk { knownRisk(of: name) ?? .destructive }

  /// The class of the worst known word; nil where no word is known.
  func knownRisk(of name: String) -> Risk? { NameWords.all(in: name).compactMap { words[$0] }.max() }
}
