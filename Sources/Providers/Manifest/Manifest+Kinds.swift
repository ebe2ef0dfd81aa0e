// Kinds of items, parameters and responses. They ensure that an id is only used for the kind of object it belongs to.

extension Resource {
  /// The kind of its items; by default the resource's name if items have ids.
  var itemKind: String? { kind ?? (id == nil ? nil : name) }
}

extension Manifest {
  /// All kinds, in resource order.
  var kinds: [String] {
    resources.compactMap(\.itemKind).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The kinds of objects that response fields refer to, by field name: `pad_environment_ids`, `padEnvironmentId`.
  var idFields: [String: String] {
    kinds.reduce(into: [:]) { fields, kind in
      let words = kind.split(separator: "_").map(String.init)
      let camelCase =
        (words.first ?? "") + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      for name in ["\(kind)_id", "\(kind)_ids", "\(camelCase)Id", "\(camelCase)Ids"] { fields[name] = kind }
    }
  }

  /// The resource that provides ids and labels for a kind.
  func resource(ofKind kind: String) -> Resource? {
    resources.first { $0.itemKind == kind && $0.id != nil }
  }

  /// The kind of object that a parameter refers to; nil if unknown.
  func kind(of parameter: Parameter, in endpoint: Endpoint) -> String? {
    if let kind = parameter.kind { return kind }
    if let name = parameter.refers { return resource(name)?.itemKind ?? name }
    // `/pets/{id}` is an item of `pets`; for `/pets/{id}/toys` the kind is unknown.
    guard endpoint.path.last?.isParameter(parameter.name) == true else { return nil }
    return resource(endpoint.resource)?.itemKind
  }

  /// The kind of items in an endpoint's responses; nil unless it is certain.
  func itemKind(of endpoint: Endpoint) -> String? {
    switch endpoint.items {
    case .none: return nil
    case .kind(let kind): return kind
    case .usual: break
    }
    let own = resource(endpoint.resource)?.itemKind
    guard let name = endpoint.pathParameters.last, let parameter = endpoint.parameter(name) else { return own }
    let kind = kind(of: parameter, in: endpoint)
    if endpoint.path.last?.isParameter(name) == true { return kind == own ? own : nil }
    // Below an item of its own, a resource has other objects or actions; lists below other items contain its own items.
    return kind == nil || kind == own || !endpoint.isList ? nil : own
  }
}
