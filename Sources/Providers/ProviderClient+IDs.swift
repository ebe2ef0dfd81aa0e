import Diagnostics
public import HTTP
public import JSON
public import Query

extension ProviderClient {
  /// The kind of object that a parameter refers to; nil if it does not accept an id or the kind is unknown.
  public func idKind(of parameter: String, in method: MethodSignature) -> String? {
    guard let manifest = try? library.need(method.provider), let resource = method.resource,
      let endpoint = manifest.endpoint(resource, method.name), let found = endpoint.parameter(parameter)
    else { return nil }
    return manifest.kind(of: found, in: endpoint)
  }

  /// The objects in the response of an exchange; nil if there are none or their kind is unknown.
  public func things(in exchange: Exchange) -> ResponseThings? {
    SeenResponse(exchange, library: library).flatMap { ResponseThings($0) }
  }

  /// The output of an exchange's call; nil if it failed.
  public func payload(of exchange: Exchange) -> Value? { SeenResponse(exchange, library: library)?.payload }

  /// A list of objects of a kind that needs no arguments; nil if there is none.
  public func listing(ofKind kind: String, _ account: Account) -> Call? {
    guard let manifest = try? library.need(account.provider), manifest.resource(ofKind: kind) != nil else { return nil }
    let endpoint = manifest.resources.lazy.flatMap(\.endpoints).first { endpoint in
      endpoint.isList && endpoint.risk == .read && manifest.itemKind(of: endpoint) == kind
        && !endpoint.parameters.contains { $0.isRequired }
    }
    return endpoint.map { Call(account, resource: $0.resource, method: $0.name, range: SourceRange(0, 0)) }
  }

  /// The name of the file that stores the ids of an account; nil if the base URL is unknown. Accounts with a different
  /// base URL than the manifest's have a file per URL, so that ids of a test server are not offered for the real one.
  public func fileName(forIDsOf account: Account) -> String? {
    guard let manifest = try? library.need(account.provider), let base = try? authorizer.store.base(account, manifest)
    else { return nil }
    let address = "\(base)"
    guard address != manifest.base else { return account.description }
    return "\(account).\(Digest(text: address).hexadecimal.prefix(16))"
  }
}
