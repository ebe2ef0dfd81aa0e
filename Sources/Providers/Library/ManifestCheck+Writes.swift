import Query

// Checks that the methods and parameters in `reads`, `undo` and `probe` exist.
extension ManifestCheck {
  func checkWrites(_ endpoint: Endpoint, _ path: ManifestPath) {
    if case .use(let use) = endpoint.reads { checkRead(use, endpoint, path["reads"]["arguments"]) }
    if let undo = endpoint.inverse { check(undo, endpoint, path["undo"]) }
    if case .read(let probe)? = endpoint.probe { check(probe, endpoint, path["probe"]) }
  }

  private func check(_ undo: Undo, _ endpoint: Endpoint, _ path: ManifestPath) {
    guard let other = known(undo.use) else { return }
    switch undo.arguments {
    case .made: checkArguments(undo.use, of: other, for: endpoint, path["arguments"])
    case .former(let names):
      guard other.others == nil else { return }
      let known = endpoint.names.filter(other.names.contains)
      for (index, name) in names.enumerated() {
        checkKnown(name, known, path["restores"][index], "names `\(name)`, which is not one of its parameters")
      }
    }
  }

  private func check(_ probe: Probe, _ endpoint: Endpoint, _ path: ManifestPath) {
    if let read = probe.read { checkRead(read, endpoint, path["arguments"]) }
    for (name, _) in probe.shown where endpoint.others == nil {
      checkKnown(name, endpoint.names, path["shown"][name], "is not one of its parameters")
    }
    let read = probe.read ?? manifest.reading(of: endpoint)
    guard let read else {
      return fault(path, "needs a method to read", "add `read`, or `reads` beside `probe`")
    }
    if case .created = probe.finding, let other = manifest.endpoint(named: read.method), !other.isList {
      fault(read.place == .root ? path : read.place, "must name a list, to find a new object in it")
    }
  }

  private func checkRead(_ use: MethodUse, _ endpoint: Endpoint, _ path: ManifestPath) {
    guard let other = known(use) else { return }
    // A GET may have a raised risk class.
    guard other.risk == .read || other.verb == "GET" else {
      return warn(use.place, "names `\(use.method)`, which is not a read")
    }
    checkArguments(use, of: other, for: endpoint, path)
  }

  /// The referenced method; reports it if it does not exist.
  private func known(_ use: MethodUse) -> Endpoint? {
    guard !use.method.isEmpty else { return nil }
    if let endpoint = manifest.endpoint(named: use.method) { return endpoint }
    let all = manifest.resources.flatMap(\.endpoints).map(\.qualifiedName)
    checkKnown(use.method, all, use.place, "names `\(use.method)`, which is not a method")
    return nil
  }

  private func checkArguments(
    _ use: MethodUse, of other: Endpoint, for endpoint: Endpoint, _ path: ManifestPath
  ) {
    if other.others == nil {
      for (name, _) in use.arguments {
        checkKnown(name, other.names, path[name], "is not a parameter of `\(use.method)`")
      }
    }
    let given = use.arguments.map(\.name) + endpoint.names
    for parameter in other.parameters where parameter.isRequired && !given.contains(parameter.name) {
      fault(
        use.place, "names `\(use.method)`, which needs `\(parameter.name)`", "add a filter for it to `arguments`")
    }
  }
}
