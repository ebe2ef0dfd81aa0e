public import HTTP
import JSON
public import Query

extension ProviderClient {
  /// The call that shows the object which a write is about; nil where no method of its provider reads it.
  public func reading(of write: Call) -> Call? {
    guard let manifest = try? library.need(write.provider) else { return nil }
    return (try? PreparedCall(write, manifest: manifest, in: configuration.timezone()))?.reading
  }

  /// The provider's rule for all accounts; nil where it has none. Its key names no window.
  public func rateLimit(of provider: String) -> RateLimit? {
    (try? library.manifest(provider))?.rate.map { RateLimit(key: provider, count: $0.requests, seconds: $0.seconds) }
  }
}

extension ProviderClient {
  /// What a call would do, as a plan has it, as far as its arguments tell; throws where it cannot be called so.
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
