import Calendar
public import JSON
public import Query

// Queries for static checks of scripts.

extension ProviderClient {
  /// The minimum risk of a call, determined statically. Arguments that are only known at run time are nil.
  public func risk(of method: MethodSignature, account: Account, arguments: [String: Value?]) -> Risk {
    guard let manifest = try? library.manifest(method.provider) else { return method.risk }
    guard let resource = method.resource else { return KnownRisk.ofRequest(account, arguments, manifest) }
    return manifest.endpoint(resource, method.name).map { KnownRisk.of($0, arguments) } ?? method.risk
  }

  /// The fault and hint if a value would be refused for a parameter before anything is sent; nil if it would be
  /// accepted.
  ///
  /// - Parameter assumesZone: whether a time zone for times without one will be known.
  public func fault(
    of value: Value, for name: String, of method: MethodSignature, assumesZone: Bool
  ) -> (message: String, hint: String?)? {
    guard let resource = method.resource else { return pathFault(of: value, for: name) }
    guard let endpoint = (try? library.manifest(method.provider))?.endpoint(resource, method.name),
      let parameter = endpoint.parameter(name)
    else { return nil }
    do throws(Mistyped) {
      _ = try parameter.convert(value, in: configuration.timezone() ?? (assumesZone ? .utc : nil))
      return nil
    } catch {
      return ("`\(name)` of \(method.qualifiedName) \(error.message)", error.hint)
    }
  }

  private func pathFault(of value: Value, for name: String) -> (message: String, hint: String?)? {
    guard name == "path", let text = value.string else { return nil }
    do throws(Mistyped) {
      _ = try FreeRequest.target(text)
      return nil
    } catch {
      return (error.message, error.hint)
    }
  }

  /// Whether a write changes the list that is being iterated over.
  public func changes(_ list: MethodSignature, by write: MethodSignature) -> Bool {
    guard list.provider == write.provider, let manifest = try? library.manifest(list.provider),
      let walked = endpoint(of: list), let writing = endpoint(of: write), writing.risk != .outward
    else { return false }
    return manifest.writes(writing, toListOf: walked) || manifest.changesMembership(writing, in: walked)
  }

  private func endpoint(of method: MethodSignature) -> Endpoint? {
    guard let resource = method.resource else { return nil }
    return (try? library.manifest(method.provider))?.endpoint(resource, method.name)
  }
}

extension Manifest {
  /// Whether an endpoint writes to the path of a list or of its items, or deletes something of an item other than a
  /// list of its own.
  fileprivate func writes(_ writing: Endpoint, toListOf walked: Endpoint) -> Bool {
    if writing.path.starts(with: walked.path) {
      let rest = writing.path.dropFirst(walked.path.count)
      if rest.count <= 1 { return true }
      let isOtherList = resources.flatMap(\.endpoints).contains { $0.isList && $0.path == writing.path }
      return rest.count == 2 && writing.risk == .destructive && !isOtherList
    }
    guard writing.risk == .destructive, let kind = itemKind(of: walked) else { return false }
    return writing.parameters.contains {
      writing.path.last?.isParameter($0.name) == true && self.kind(of: $0, in: writing) == kind
    }
  }

  /// Whether an endpoint changes which items belong to a list, such as the members of a group.
  fileprivate func changesMembership(_ writing: Endpoint, in walked: Endpoint) -> Bool {
    guard writing.risk == .destructive, let read = reading(of: writing), let belongings = endpoint(named: read.method),
      belongings.isList,
      let owner = walked.pathParameters.last.flatMap({ walked.parameter($0) }),
      let item = writing.pathParameters.last.flatMap({ writing.parameter($0) }), let kind = itemKind(of: walked)
    else { return false }
    return self.kind(of: item, in: writing) == kind
      && itemKind(of: belongings) == self.kind(of: owner, in: walked)
  }
}
