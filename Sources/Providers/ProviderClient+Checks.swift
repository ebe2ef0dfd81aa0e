import Calendar
public import JSON
public import Query

// What the checks of a script ask before anything is sent.

extension ProviderClient {
  /// How risky a call is at least, by what is known of its arguments: those whose value only running can tell are nil.
  public func risk(of method: MethodSignature, account: Account, arguments: [String: Value?]) -> Risk {
    guard let manifest = try? library.manifest(method.provider) else { return method.risk }
    guard let resource = method.resource else { return KnownRisk.ofRequest(account, arguments, manifest) }
    return manifest.endpoint(resource, method.name).map { KnownRisk.of($0, arguments) } ?? method.risk
  }

  /// Why a value of a parameter would be refused before anything is sent: a sentence, and what to do. Nil where it would
  /// not.
  ///
  /// - Parameter assumesZone: whether times without a zone have one by then.
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

  /// Whether a write changes what a list goes through.
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
  /// Whether an endpoint writes to the path of a list or to one of its items, or destroys something of an item that is no
  /// list of other things.
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

  /// Whether an endpoint takes items of a list out of what the list belongs to: members of a group.
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
