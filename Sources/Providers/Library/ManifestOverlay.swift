import HTTP
import JSON
import Query

/// A manifest of the user laid over one of the program: what it changes, and what it must not change.
struct ManifestOverlay {
  let base: Manifest
  let changed: Manifest

  /// The members that a manifest of the user sets: `base`, `pads.delete`.
  static func members(of change: Value) -> [String] {
    (change.object ?? [:]).flatMap { key, value -> [String] in
      guard key == "resources", let resources = value.object else { return [key.string] }
      return resources.flatMap { resource, value -> [String] in
        guard let methods = value.object?["methods"]?.object else { return [resource.string] }
        return methods.map { "\(resource.string).\($0.key.string)" }
      }
    }
  }

  /// Reports the methods whose class would be lower than the program's: whoever may write a manifest must not thereby get
  /// around `--read-only`.
  func report(to reader: ManifestReader) {
    for endpoint in changed.resources.flatMap(\.endpoints) {
      let path = ManifestPath.root["resources"][endpoint.resource]["methods"][endpoint.name]
      guard let floor = floor(of: endpoint) else { continue }
      if endpoint.risk < floor.risk {
        reader.report(
          path, .name, "must be at least \(floor.risk.rawValue), as in edush's own manifest", "remove `risk`")
      } else if let raise = floor.raises.first(where: { !isKept($0, in: endpoint) }) {
        reader.report(
          path, .name, "must be \(raise.risk.rawValue) with `\(raise.parameter)`, as in edush's own manifest",
          "remove `raises`")
      }
    }
  }

  /// The program's method of that name, where it sends the same; else the riskiest of that name or that request.
  private func floor(of endpoint: Endpoint) -> Endpoint? {
    let known = base.resources.flatMap(\.endpoints)
    let named = known.first { $0.qualifiedName == endpoint.qualifiedName }
    if let named, isSame(named, endpoint), named.fixed.map(\.name) == endpoint.fixed.map(\.name) { return named }
    return (known.filter { isSame($0, endpoint) } + [named].compactMap(\.self)).max { $0.risk < $1.risk }
  }

  private func isSame(_ one: Endpoint, _ other: Endpoint) -> Bool {
    one.verb == other.verb && shape(one) == shape(other)
  }

  private func shape(_ endpoint: Endpoint) -> [PathSegment] {
    endpoint.path.map { segment in if case .parameter = segment { .parameter("") } else { segment } }
  }

  private func isKept(_ raise: RiskRaise, in endpoint: Endpoint) -> Bool {
    endpoint.risk >= raise.risk
      || endpoint.raises.contains {
        $0.parameter == raise.parameter && ($0.equals == nil || $0.equals == raise.equals) && $0.risk >= raise.risk
      }
  }
}
