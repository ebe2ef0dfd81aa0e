import HTTP
import JSON

/// Finds what people call the thing that a call hits, in the answers of the session; nothing is sent for it.
struct TargetLabel {
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
    for item in SeenItems(account: prepared.account, log: log).items(of: resource)
    where (try? id(item))?.plainText == target {
      if let text = (try? label(item))?.string, !text.isEmpty { return text }
    }
    return nil
  }
}
