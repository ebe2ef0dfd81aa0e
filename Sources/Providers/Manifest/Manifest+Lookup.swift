extension Manifest {
  func resource(_ name: String) -> Resource? { resources.first { $0.name == name } }

  /// The endpoint of a method; where any name goes, one is made for it.
  func endpoint(_ resource: String, _ method: String) -> Endpoint? {
    if let known = self.resource(resource)?.endpoints.first(where: { $0.name == method }) { return known }
    return open?.endpoint(resource, method)
  }

  /// The endpoint that a resource lists under a name: `pads.list`.
  func endpoint(named name: String) -> Endpoint? {
    resources.lazy.flatMap(\.endpoints).first { $0.qualifiedName == name }
  }

  func credential(_ name: String) -> CredentialDefinition? { credentials.first { $0.name == name } }
}
