extension Manifest {
  func resource(_ name: String) -> Resource? { resources.first { $0.name == name } }

  /// The endpoint of a method. For an open provider, any name has an endpoint.
  func endpoint(_ resource: String, _ method: String) -> Endpoint? {
    if let known = self.resource(resource)?.endpoints.first(where: { $0.name == method }) { return known }
    return open?.endpoint(resource, method)
  }

  /// The listed endpoint with a qualified name, such as `pads.list`.
  func endpoint(named name: String) -> Endpoint? {
    resources.lazy.flatMap(\.endpoints).first { $0.qualifiedName == name }
  }

  func credential(_ name: String) -> CredentialDefinition? { credentials.first { $0.name == name } }
}
