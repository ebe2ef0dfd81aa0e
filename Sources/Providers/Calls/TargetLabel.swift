import HTTP
import JSON

/// Finds what people call the thing that a call hits, in the answers of the session; nothing is sent for it.
struct TargetLabel {
  /// Exchanges that are looked through, and bytes of one that are read.
  private static let (limit, bodyLimit) = (50, 1 << 20)

  let prepared: PreparedCall
  let log: ExchangeLog

  /// nil where no answer told, or the manifest does not say which part is the label.
  var text: String? {
    guard let target = prepared.target, let endpoint = prepared.endpoint else { return nil }
    let refers = endpoint.pathParameters.last.flatMap { endpoint.parameter($0)?.refers }
    guard let resource = prepared.manifest.resource(refers ?? endpoint.resource),
      let label = resource.label,
      let id = resource.id
    else { return nil }
    for exchange in log.all.suffix(Self.limit).reversed() {
      for item in items(of: exchange, resource) where (try? id(item))?.plainText == target {
        if let text = (try? label(item))?.string, !text.isEmpty { return text }
      }
    }
    return nil
  }

  private func items(of exchange: Exchange, _ resource: Resource) -> [Value] {
    guard exchange.provider == prepared.account.provider,
      exchange.profile == prepared.account.profile,
      let endpoint = resource.endpoints.first(where: { $0.qualifiedName == exchange.method }),
      let body = exchange.response?.body, body.count <= Self.bodyLimit,
      let answer = try? Value.parse(utf8: body),
      let value = try? endpoint.payload?(answer) ?? answer
    else { return [] }
    return value.array ?? [value]
  }
}
