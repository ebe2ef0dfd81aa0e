import HTTP
import JSON
import Query

extension OpenMethods {
  /// The endpoint for any resource and method name.
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

  /// The member of the body that contains the method name.
  var methodMember: String { endpoint.fixed.first { $0.value.string == "{method}" }?.name ?? "method" }

  /// The risk of a method: that of the riskiest word in its name. A name that does not begin with a known word is
  /// destructive.
  func risk(of name: String) -> Risk {
    let first = NameWords.first(in: name)
    guard first.contains(where: { words[$0] != nil || inflected($0) != nil }) else { return .destructive }
    return knownRisk(of: name) ?? .destructive
  }

  /// The risk of the riskiest known word, including inflected forms; nil if no word is known.
  func knownRisk(of name: String) -> Risk? {
    let form = NameWords.all(in: name).compactMap { inflected($0) }.max()
    return [listedRisk(of: name), form].compactMap(\.self).max()
  }

  /// The risk of the riskiest word that is listed exactly; nil if none is.
  func listedRisk(of name: String) -> Risk? {
    let first = NameWords.first(in: name)
    return NameWords.all(in: name).filter { !nouns.contains($0) || first.contains($0) }.compactMap { words[$0] }.max()
  }

  /// The risk of an outward or destructive word that this word is a form of or starts with.
  private func inflected(_ word: String) -> Risk? {
    words.filter { $1 > .write && NameWords.isForm(word, of: $0) }.map(\.value).max()
  }
}
