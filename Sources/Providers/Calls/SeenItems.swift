import HTTP
import JSON
import Query

/// The things that the answers of the session showed; nothing is sent for it.
struct SeenItems {
  /// Exchanges that are looked through, and bytes of one that are read.
  private static let (limit, bodyLimit) = (50, 1 << 20)

  let account: Account
  let log: ExchangeLog

  /// The items of a resource, those of the latest exchange first.
  func items(of resource: Resource) -> some Sequence<Value> {
    log.latest(Self.limit).lazy.flatMap { items(of: $0, resource) }
  }

  private func items(of exchange: Exchange, _ resource: Resource) -> [Value] {
    guard exchange.provider == account.provider, exchange.profile == account.profile,
      let endpoint = resource.endpoints.first(where: { $0.qualifiedName == exchange.method }),
      let body = exchange.response?.body, body.count <= Self.bodyLimit,
      let answer = try? Value.parse(utf8: body),
      let value = try? endpoint.payload?(answer) ?? answer
    else { return [] }
    return value.array ?? [value]
  }
}
