import HTTP
import JSON
import Query

/// A user's manifest merged over a built-in one: what it changes, and what it must not change.
struct ManifestOverlay {
  let base: Manifest
  let changed: Manifest

  /// The members that a user's manifest sets: `base`, `pads.delete`.
  static func members(of change: Value) -> [String] {
    (change.object ?? [:]).flatMap { key, value -> [String] in
      guard key == "resources", let resources = value.object else { return [key.string] }
      return resources.flatMap { resource, value -> [String] in
        guard let methods = value.object?["methods"]?.object else { return [resource.string] }
        return methods.map { "\(resource.string).\($0.key.string)" }
      }
    }
  }

  /// Reports methods with a lower risk class than in the built-in manifest. Otherwise a manifest could circumvent
  /// `--read-only`.
  func report(to reader: ManifestReader) {
    for endpoint in changed.resources.flatMap(\.endpoints) {
      let path = ManifestPath.root["resources"][endpoint.resource]["methods"][endpoint.name]
      if let risk = openFloor(of: endpoint), endpoint.risk < risk {
        reader.report(
          path, .name, "must be at least \(risk.rawValue), by the words of its name", "remove `risk`")
      }
      if takesReadElsewhere(endpoint) {
        reader.report(
          path, .name, "must not be a read: it no longer sends the request of edush's own manifest", "set its `risk`")
      }
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

  /// The built-in method of that name if it sends the same request, otherwise the riskiest one with that name or
  /// request.
  private func floor(of endpoint: Endpoint) -> Endpoint? {
    let known = base.resources.flatMap(\.endpoints)
    let named = named(endpoint)
    if let named, isSame(named, endpoint), named.fixed.map(\.name) == endpoint.fixed.map(\.name) { return named }
    let reached = known.filter { mayReach($0, by: endpoint) }
    return (reached + [named].compactMap(\.self)).max { $0.risk < $1.risk }
  }

  private func named(_ endpoint: Endpoint) -> Endpoint? {
    base.resources.flatMap(\.endpoints).first { $0.qualifiedName == endpoint.qualifiedName }
  }

  private func isSame(_ one: Endpoint, _ other: Endpoint) -> Bool {
    one.verb == other.verb && shape(one) == shape(other)
  }

  private func shape(_ endpoint: Endpoint) -> [PathSegment] {
    segments(endpoint).map { PathSegment($0.filled { _ in "{_}" }) }
  }

  private func segments(_ endpoint: Endpoint) -> [PathSegment] { endpoint.path.filter { $0 != .fixed("") } }

  /// Whether some values of path parameters make the requests of two methods equal. Without path parameters, the risk
  /// is raised when the call is made.
  private func mayReach(_ one: Endpoint, by other: Endpoint) -> Bool {
    guard one.verb == other.verb, segments(one).count == segments(other).count else { return false }
    guard !callsAnother(one, by: other) else { return false }
    return zip(segments(one), segments(other)).allSatisfy { one, other in
      one.mayBe(other)
    }
  }

  /// Whether both call a method by name, but different ones.
  private func callsAnother(_ one: Endpoint, by other: Endpoint) -> Bool {
    guard let open = base.open else { return false }
    let names = [one, other].map { $0.fixed.first { $0.name == open.methodMember }?.value.string?.lowercased() }
    return names[0] != nil && names[1] != nil && names[0] != names[1]
  }

  /// Whether a known method claims to be a read, but sends a write to another place.
  private func takesReadElsewhere(_ endpoint: Endpoint) -> Bool {
    guard endpoint.risk == .read, endpoint.verb != "GET", endpoint.verb != "HEAD" else { return false }
    return named(endpoint).map { !isSame($0, endpoint) } ?? false
  }

  /// The risk of the words in a name for calls by name; nil if the built-in manifest lists the method or knows none of
  /// the words.
  private func openFloor(of endpoint: Endpoint) -> Risk? {
    guard let open = base.open, named(endpoint) == nil else { return nil }
    let name = endpoint.fixed.first { $0.name == open.methodMember }?.value.string
    return name.flatMap { open.listedRisk(of: $0) }
  }

  private func isKept(_ raise: RiskRaise, in endpoint: Endpoint) -> Bool {
    endpoint.risk >= raise.risk
      || endpoint.raises.contains {
        $0.parameter == raise.parameter && ($0.equals == nil || $0.equals == raise.equals) && $0.risk >= raise.risk
      }
  }
}
