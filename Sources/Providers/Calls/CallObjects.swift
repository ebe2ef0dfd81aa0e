import HTTP
import JSON

/// Finds the objects that the parameters of a call refer to, with their kinds and, if a response of the session
/// contained one, a readable name. Sends nothing.
struct CallObjects {
  let prepared: PreparedCall
  let knownIDs: KnownIDs

  /// The objects in the order of path and arguments, with the target of the call last.
  var all: [CallObject] {
    guard let endpoint = prepared.endpoint else { return prepared.target.map { [CallObject(id: $0)] } ?? [] }
    let named = prepared.values.filter { isNamed($0.parameter, endpoint) && $0.value.count == nil }
    let objects = named.filter { !isTarget($0.parameter, endpoint) } + named.filter { isTarget($0.parameter, endpoint) }
    return objects.map { object($0, endpoint) }
  }

  private func isNamed(_ parameter: Parameter, _ endpoint: Endpoint) -> Bool {
    parameter.place == .path || parameter.kind != nil || parameter.refers != nil || isTarget(parameter, endpoint)
  }

  private func isTarget(_ parameter: Parameter, _ endpoint: Endpoint) -> Bool {
    parameter.name == endpoint.pathParameters.last ?? "id"
  }

  private func object(_ bound: BoundValue, _ endpoint: Endpoint) -> CallObject {
    let id = bound.value.plainText
    guard let kind = prepared.manifest.kind(of: bound.parameter, in: endpoint) else { return CallObject(id: id) }
    return CallObject(kind: kind, id: id, label: knownIDs.label(prepared.account, kind: kind, id: id))
  }
}
