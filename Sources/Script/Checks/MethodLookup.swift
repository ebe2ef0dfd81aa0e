import Query

/// Finds the method that a dotted name means where it stands.
struct MethodLookup {
  let scope: Scope
  let catalog: (any Catalog)?

  /// The method and the fields behind it; nil where the name means something else or nothing.
  func method(_ name: DottedName) -> (MethodSignature, fields: ArraySlice<Name>)? {
    resolve(name).map { ($0.method, $0.fields) }
  }

  /// The profile that a call of the name has.
  func profile(_ name: DottedName) -> String? {
    name.profile?.text ?? (resolve(name)?.isBare == true || isBareRequest(name) ? scope.provider?.profile : nil)
  }

  /// `provider.request(…)`, or `request(…)` of the provider in use; nil where the name means something else.
  func request(_ name: DottedName) -> MethodSignature? {
    if isBareRequest(name), let use = scope.provider { return request(of: use.name) }
    guard let catalog, catalog.providers.contains(name.head.text), name.members.first?.text == "request" else {
      return nil
    }
    return request(of: name.head.text)
  }

  private func request(of provider: String) -> MethodSignature? {
    catalog?.method(of: provider, resource: nil, name: "request")
  }

  private func isBareRequest(_ name: DottedName) -> Bool {
    scope.provider != nil && name.profile == nil && name.head.text == "request" && name.arguments != nil
  }

  private func resolve(_ name: DottedName) -> (method: MethodSignature, fields: ArraySlice<Name>, isBare: Bool)? {
    guard let catalog else { return nil }
    let isHidden = scope.functions.contains {
      $0.definition.name.text == name.head.text && $0.definition.parameters.isEmpty
    }
    guard !isHidden || name.profile != nil || name.arguments != nil else { return nil }
    if let use = scope.provider, name.profile == nil, isResource(name.head.text, of: use.name, catalog) {
      guard let method = name.members.first else { return nil }
      return catalog.method(of: use.name, resource: name.head.text, name: method.text)
        .map { ($0, name.members.dropFirst(), true) }
    }
    guard catalog.providers.contains(name.head.text), name.members.count > 1 else { return nil }
    let (resource, method) = (name.members[0].text, name.members[1].text)
    return catalog.method(of: name.head.text, resource: resource, name: method)
      .map { ($0, name.members.dropFirst(2), false) }
  }

  /// Whether a bare name is a resource of the provider in use; an open one may have any that no provider's name hides.
  private func isResource(_ name: String, of provider: String, _ catalog: any Catalog) -> Bool {
    catalog.resources(of: provider).contains(name)
      || catalog.isOpen(provider) && !catalog.providers.contains(name)
  }
}
