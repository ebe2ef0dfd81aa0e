// What things are, so that an id is never taken for that of another thing: the kinds of items, parameters and answers.

extension Resource {
  /// What its items are; its own name where the manifest does not say.
  var itemKind: String? { kind ?? (id == nil ? nil : name) }
}

extension Manifest {
  /// All kinds, in the order of the resources.
  var kinds: [String] {
    resources.compactMap(\.itemKind).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The kinds of things that fields of responses name by their ids, by the names of the fields: `pad_environment_ids`,
  /// `padEnvironmentId`.
  var idFields: [String: String] {
    kinds.reduce(into: [:]) { fields, kind in
      let words = kind.split(separator: "_").map(String.init)
      let camelCase =
        (words.first ?? "") + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      for name in ["\(kind)_id", "\(kind)_ids", "\(camelCase)Id", "\(camelCase)Ids"] { fields[name] = kind }
    }
  }

  /// The resource that tells the ids and the labels of things of a kind.
  func resource(ofKind kind: String) -> Resource? {
    resources.first { $0.itemKind == kind && $0.id != nil }
  }

  /// What a parameter of an endpoint names; nil where that is not known.
  func kind(of parameter: Parameter, in endpoint: Endpoint) -> String? {
    if let kind = parameter.kind { return kind }
    if let name = parameter.refers { return resource(name)?.itemKind ?? name }
    // `/pets/{id}` is an item of `pets`; of `/pets/{id}/toys` nobody said.
    guard endpoint.path.last?.isParameter(parameter.name) == true else { return nil }
    return resource(endpoint.resource)?.itemKind
  }

  /// What the items in the answers of an endpoint are; nil where they are not known for sure.
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
    // Below one of its own items are other things, or an action; lists below those of others show its own.
    return kind == nil || kind == own || !endpoint.isList ? nil : own
  }
}
