public import HTTP
import JSON
public import Query

extension ProviderClient {
  /// The call that reads the object of a write; nil if no method reads it.
  public func reading(of write: Call) -> Call? {
    guard let manifest = try? library.need(write.provider) else { return nil }
    return (try? PreparedCall(write, manifest: manifest, in: configuration.timezone()))?.reading
  }

  /// The provider's rate limit, which applies to all accounts; nil if there is none. Its key does not name a window.
  public func rateLimit(of provider: String) -> RateLimit? {
    (try? library.manifest(provider))?.rate.map { RateLimit(key: provider, count: $0.requests, seconds: $0.seconds) }
  }
}

extension ProviderClient {
  /// What a call would do, for a plan, as far as its arguments show. Throws if the call is invalid.
  public func outline(of call: Call) throws(Failure) -> PlannedWrite {
    let prepared = try PreparedCall(
      call, manifest: try library.need(call.provider), in: configuration.timezone())
    var write = PlannedWrite(
      account: prepared.account, method: prepared.endpoint?.qualifiedName ?? FreeRequest.method, risk: prepared.risk,
      step: nil, number: 1, change: prepared.change, target: prepared.target, arguments: prepared.namedArguments)
    write.fields = prepared.sentFields.map { ChangedField(path: $0.key.string, before: .null, after: $0.value) }
    return write
  }
}
