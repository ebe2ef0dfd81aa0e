import Diagnostics
public import HTTP
public import JSON
public import Query

extension ProviderClient {
  /// The kind of thing that a parameter names by its id; nil where it takes no id, or that is not known.
  public func idKind(of parameter: String, in method: MethodSignature) -> String? {
    guard let manifest = try? library.need(method.provider), let resource = method.resource,
      let endpoint = manifest.endpoint(resource, method.name), let found = endpoint.parameter(parameter)
    else { return nil }
    return manifest.kind(of: found, in: endpoint)
  }

  /// The things in the response of an exchange; nil where the manifest does not say what they are, or none came.
  public func things(in exchange: Exchange) -> ResponseThings? {
    SeenResponse(exchange, library: library).flatMap { ResponseThings($0) }
  }

  /// What the call of an exchange output; nil for one that failed.
  public func payload(of exchange: Exchange) -> Value? { SeenResponse(exchange, library: library)?.payload }

  /// The list that shows things of a kind and needs no arguments; nil where there is none.
  public func listing(ofKind kind: String, _ account: Account) -> Call? {
    guard let manifest = try? library.need(account.provider), manifest.resource(ofKind: kind) != nil else { return nil }
    let endpoint = manifest.resources.lazy.flatMap(\.endpoints).first { endpoint in
      endpoint.isList && endpoint.risk == .read && manifest.itemKind(of: endpoint) == kind
        && !endpoint.parameters.contains { $0.isRequired }
    }
    return endpoint.map { Call(account, resource: $0.resource, method: $0.name, range: SourceRange(0, 0)) }
  }

  /// The name of the file that keeps the ids of an account. Accounts at another address than the manifest's have one for
  /// each address, so that what a test server shows is not offered for the real one. Nil where the address is not known.
  public func fileName(forIDsOf account: Account) -> String? {
    guard let manifest = try? library.need(account.provider), let base = try? authorizer.store.base(account, manifest)
    else { return nil }
    let address = "\(base)"
    guard address != manifest.base else { return account.description }
    return "\(account).\(Digest(text: address).hexadecimal.prefix(16))"
  }
}
