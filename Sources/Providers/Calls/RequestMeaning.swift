import HTTP
import JSON
import Query

/// What a free request means, by the methods whose request it is: verb, path and body decide, not how it is written.
struct RequestMeaning {
  var risk: Risk
  var reason: String?
  /// The id of what is hit; nil where the request names no single object.
  var target: String?
  /// The highest class of the methods whose request it is; nil where it is that of none.
  var known: Risk?

  /// The meaning of a request that is known as a whole: the worst of those that a server may read in it.
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

/// What a request means if its path is that.
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

  /// What a listed method is goes before the words of its name, unless the request names others beside it.
  private mutating func apply(_ named: NamedMethod, isListed: Bool, unmatched: Risk) {
    known = [known, isListed && named.isOnlyName ? nil : named.known].compactMap(\.self).max()
    if isListed, named.isOnlyName { return }
    let risk = named.isWhole ? named.risk : max(named.risk, unmatched)
    self.risk = isListed ? max(self.risk, risk) : risk
    reason = nil
  }

  /// The last part of a path that no method has, unless it is a collection's.
  private static func unmatchedTarget(_ meant: MeantRequest, _ path: [String], _ manifest: Manifest) -> String? {
    guard path.count > 1, let last = meant.path.last, !last.isEmpty else { return nil }
    let isCollection = manifest.resources.flatMap(\.endpoints).contains { endpoint in
      PathMatch(endpoint, path).map { $0.target == nil } ?? false
    }
    return isCollection ? nil : last
  }

  /// Reads are those that nothing but a read fits.
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
  /// The worst class of the words that are known as they are; nil where none is.
  let known: Risk?
  /// Whether it is named once.
  let isOnlyName: Bool
  /// Whether all the rest of the request is as it must be for such a call.
  let isWhole: Bool

  /// Nil where the request names none.
  init?(_ open: OpenMethods, _ meant: MeantRequest, _ path: [String], _ fields: RequestFields) {
    let names = fields.values(of: open.methodMember)
    guard let worst = names.map({ open.risk(of: $0) }).max() else { return nil }
    risk = worst
    known = names.compactMap { open.listedRisk(of: $0) }.max()
    isOnlyName = names.count == 1
    isWhole = meant.verb == open.endpoint.verb && path.count == 1 && names.count == 1
  }
}

/// A path that is one of an endpoint's.
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

  /// Whether the request is the endpoint's: a HEAD is a GET without a body, a GET has a body only where the endpoint's has,
  /// and what is always sent must be there.
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
  /// Whether its request may have a body.
  fileprivate var hasBody: Bool {
    !fixed.isEmpty || others?.place == .body || parameters.contains { $0.place == .body }
  }
}
