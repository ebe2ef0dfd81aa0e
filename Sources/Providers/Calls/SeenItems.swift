import HTTP
import JSON
import Query

/// The things that the answers of the session showed; nothing is sent for it.
struct SeenItems {
  /// Exchanges that are looked through, and bytes of one that are read.
  private static let (limit, bodyLimit) = (50, 1 << 20)

  /// A thing and what people call it.
  struct Item {
    var id: Value
    /// Empty where no answer told.
    var label: String
  }

  let account: Account
  let manifest: Manifest
  let log: ExchangeLog

  /// The things of a kind, those of the latest exchange first; some more than once.
  func items(ofKind kind: String) -> some Sequence<Item> {
    let resource = manifest.resource(ofKind: kind)
    return log.latest(resource == nil ? 0 : Self.limit).lazy
      .flatMap { values(of: $0, kind) }
      .compactMap { value in resource.flatMap { Item(value, $0) } }
  }

  private func values(of exchange: Exchange, _ kind: String) -> [Value] {
    guard exchange.provider == account.provider, exchange.profile == account.profile,
      let endpoint = manifest.endpoint(named: exchange.method), manifest.itemKind(of: endpoint) == kind,
      let body = exchange.response?.body, body.count <= Self.bodyLimit,
      let answer = try? Value.parse(utf8: body),
      let value = try? endpoint.payload?(answer) ?? answer
    else { return [] }
    return value.array ?? [value]
  }
}

extension SeenItems.Item {
  fileprivate init?(_ value: Value, _ resource: Resource) {
    guard value.object != nil, let id = try? resource.id?(value), !id.isNull else { return nil }
    self.init(id: id, label: (try? resource.label?(value))?.string ?? "")
  }
}
