import HTTP
import JSON
import Query

/// Interprets a free request by matching it to the methods of the manifest: by HTTP method, path and body, not by
/// spelling.
struct RequestMeaning {
  var risk: Risk
  var reason: String?
  /// The id of the affected object; nil if there is no single one.
  var target: String?
  /// The highest risk class of the matching methods; nil if none matches.
  var known: Risk?

  /// Interprets a complete request. If a server may parse it in several ways, the riskiest one counts.
  init(_ meant: MeantRequest, of manifest: Manifest) {
    let fields = RequestFields(meant)
    let readings = PathReadings.all(of: meant.path).map { Reading(meant, $0, fields, manifest) }
    let worst = readings.max { $0.risk < $1.risk }
    risk = worst?.risk ?? .destructive
    reason = worst?.reason
    known = readings.compactMap(\.known).max()
    target = fields.nameSeveral ? nil : readings.first?.target
  }
}

/// The interpretation of a request for one reading of its path.
private struct Reading {
  var risk: Risk
  var reason: String?
  var target: String?
  var known: Risk?

  init(_ meant: MeantRequest, _ path: [String], _ fields: RequestFields, _ manifest: Manifest) {
    let matches = manifest.resources.flatMap(\.endpoints).compactMap { endpoint in
      PathMatch(endpoint, path).flatMap { $0.fits(meant.verb, fields) ? $0 : nil }
    }
    let worst = matches.map { $0.meaning(fields) }.max { $0.risk < $1.risk }
    risk = worst?.risk ?? Self.unmatchedRisk(meant.verb, hasBody: fields.hasBody)
    reason = worst.map(\.reason) ?? (risk == .read ? nil : Self.unmatchedReason(manifest))
    known = worst?.risk
    if let open = manifest.open, let named = NamedMethod(open, meant, path, fields) {
      apply(named, isListed: worst != nil, unmatched: Self.unmatchedRisk(meant.verb, hasBody: fields.hasBody))
    }
    target = matches.isEmpty ? Self.unmatchedTarget(meant, path, manifest) : matches.compactMap(\.target).first
  }

  /// A listed method takes precedence over the words of its name, unless the request names other methods as well.
  private mutating func apply(_ named: NamedMethod, isListed: Bool, unmatched: Risk) {
    known = [known, isListed && named.isOnlyName ? nil : named.known].compactMap(\.self).max()
    if isListed, named.isOnlyName { return }
    let risk = named.isWhole ? named.risk : max(named.risk, unmatched)
    self.risk = isListed ? max(self.risk, risk) : risk
    reason = nil
  }

  /// The last segment of a path that matches no method, unless the path is that of a collection.
  private static func unmatchedTarget(_ meant: MeantRequest, _ path: [String], _ manifest: Manifest) -> String? {
    guard path.count > 1, let last = meant.path.last, !last.isEmpty else { return nil }
    let isCollection = manifest.resources.flatMap(\.endpoints).contains { endpoint in
      PathMatch(endpoint, path).map { $0.target == nil } ?? false
    }
    return isCollection ? nil : last
  }

  /// A request that matches no method is a read only if its method is GET or HEAD and it has no body.
  private static func unmatchedRisk(_ verb: String, hasBody: Bool) -> Risk {
    (verb == "GET" || verb == "HEAD") && !hasBody ? .read : .destructive
  }

  private static func unmatchedReason(_ manifest: Manifest) -> String {
    "it matches no method of \(manifest.name), so its effect is unknown"
  }
}

/// The method that a request calls by name, such as one of Coursio's.
private struct NamedMethod {
  let risk: Risk
  /// The highest risk class among the known words; nil if no word is known.
  let known: Risk?
  /// Whether it is named exactly once.
  let isOnlyName: Bool
  /// Whether the rest of the request is a regular call of the method.
  let isWhole: Bool

  /// Nil if the request names no method.
  init?(_ open: OpenMethods, _ meant: MeantRequest, _ path: [String], _ fields: RequestFields) {
    let names = fields.values(of: open.methodMember)
    guard let worst = names.map({ open.risk(of: $0) }).max() else { return nil }
    risk = worst
    known = names.compactMap { open.listedRisk(of: $0) }.max()
    isOnlyName = names.count == 1
    isWhole = meant.verb == open.endpoint.verb && path.count == 1 && names.count == 1
  }
}

/// A request path that matches an endpoint.
private struct PathMatch {
  let endpoint: Endpoint
  /// The value of the last path parameter.
  let target: String?

  init?(_ endpoint: Endpoint, _ path: [String]) {
    let wanted = endpoint.path.filter { $0 != .fixed("") }
    guard wanted.count == path.count else { return nil }
    var target: String?
    for (segment, part) in zip(wanted, path) {
      guard let value = segment.match(part) else { return nil }
      if !segment.parameters.isEmpty { target = value }
    }
    self.endpoint = endpoint
    self.target = target
  }

  /// Whether the request matches the endpoint. HEAD counts as GET without a body, a GET has a body only if the endpoint
  /// has one, and fixed fields must be present.
  func fits(_ verb: String, _ fields: RequestFields) -> Bool {
    guard endpoint.verb == verb || endpoint.verb == "GET" && verb == "HEAD" && !fields.hasBody else { return false }
    guard verb != "GET" || !fields.hasBody || endpoint.hasBody else { return false }
    return endpoint.fixed.allSatisfy { fields.mayHold($0.name, $0.value) }
  }

  func meaning(_ fields: RequestFields) -> (risk: Risk, reason: String?) {
    let raises = endpoint.raises.filter(fields.mayRaise)
    let risk = raises.map(\.risk).reduce(endpoint.risk, max)
    return (risk, raises.first { $0.risk == risk }?.because)
  }
}

extension Endpoint {
  /// Whether the endpoint's request may have a body.
  fileprivate var hasBody: Bool {
    !fixed.isEmpty || others?.place == .body || parameters.contains { $0.place == .body }
  }
}
