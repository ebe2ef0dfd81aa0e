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

  /// The program's method of that name, where it sends the same; else the riskiest of that name or that request.
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

  /// Whether some values of their path parameters make the request of one method that of another. Without any, the call
  /// itself is raised when it is made.
  private func mayReach(_ one: Endpoint, by other: Endpoint) -> Bool {
    guard one.verb == other.verb, segments(one).count == segments(other).count else { return false }
    guard !callsAnother(one, by: other) else { return false }
    return zip(segments(one), segments(other)).allSatisfy { one, other in
      one.mayBe(other)
    }
  }

  /// Whether both call a method by name, and not the same.
  private func callsAnother(_ one: Endpoint, by other: Endpoint) -> Bool {
    guard let open = base.open else { return false }
    let names = [one, other].map { $0.fixed.first { $0.name == open.methodMember }?.value.string?.lowercased() }
    return names[0] != nil && names[1] != nil && names[0] != names[1]
  }

  /// Whether a method that the program knows calls itself a read, but writes elsewhere than that.
  private func takesReadElsewhere(_ endpoint: Endpoint) -> Bool {
    guard endpoint.risk == .read, endpoint.verb != "GET", endpoint.verb != "HEAD" else { return false }
    return named(endpoint).map { !isSame($0, endpoint) } ?? false
  }

  /// The class of the words that a call by name is known by; nil where the program lists the method, or knows no word.
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
