import HTTP
import JSON
import Query

/// What a free request means, by the methods whose request it is: verb, path and body decide, not how it is written.
struct RequestMeaning {
  var risk: Risk
  var reason: String?
  /// The id of what is hit; nil where the request names no single object.
  var target: String?

  /// The meaning of a request that is known as a whole.
  init(_ meant: MeantRequest, of manifest: Manifest) {
    let path = meant.path.filter { !$0.isEmpty }
    let fields = RequestFields(meant)
    let matches = manifest.resources.flatMap(\.endpoints).compactMap { endpoint in
      PathMatch(endpoint, path).flatMap { $0.fits(meant.verb, fields) ? $0 : nil }
    }
    let methods = matches.map { match in
      let raises = match.endpoint.raises.filter(fields.mayRaise)
      let risk = raises.map(\.risk).reduce(match.endpoint.risk, max)
      return (risk: risk, reason: raises.first { $0.risk == risk }?.because)
    }
    var (risk, reason): (Risk, String?) =
      methods.max { $0.risk < $1.risk } ?? (Self.unmatchedRisk(meant.verb, hasBody: fields.hasBody), nil)
    if let open = manifest.open, let named = Self.risk(open, meant, path, fields) {
      let isListed = !methods.isEmpty && named.isOnlyName
      risk = isListed ? risk : methods.isEmpty ? named.risk : max(risk, named.risk)
      if !isListed { reason = nil }
    }
    (self.risk, self.reason) = (risk, reason)
    target = matches.isEmpty ? Self.unmatchedTarget(meant, path, manifest) : matches.compactMap(\.target).first
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

  /// The class of a request that may call a method by name, such as Coursio's; nil where it names none.
  private static func risk(
    _ open: OpenMethods, _ meant: MeantRequest, _ path: [String], _ fields: RequestFields
  ) -> (risk: Risk, isOnlyName: Bool)? {
    let member = open.endpoint.fixed.first { $0.value.string == "{method}" }?.name ?? "method"
    let names = fields.values(of: member)
    guard let worst = names.map({ open.risk(of: $0) }).max() else { return nil }
    let isWhole = meant.verb == open.endpoint.verb && path.count == 1 && names.count == 1
    return (isWhole ? worst : max(worst, unmatchedRisk(meant.verb, hasBody: fields.hasBody)), names.count == 1)
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
      switch segment {
      case .fixed(let text): guard text == part else { return nil }
      case .parameter: target = part
      }
    }
    self.endpoint = endpoint
    self.target = target
  }

  /// Whether the request is the endpoint's: a HEAD is a GET without a body, and what is always sent must be there.
  func fits(_ verb: String, _ fields: RequestFields) -> Bool {
    guard endpoint.verb == verb || endpoint.verb == "GET" && verb == "HEAD" else { return false }
    return endpoint.fixed.allSatisfy { fields.mayHold($0.name, $0.value) }
  }
}

/// The names and values that a request carries in its query and its body, at any depth and in any nesting.
private struct RequestFields {
  private var fields: [(name: String, value: String)] = []
  let hasBody: Bool

  init(_ meant: MeantRequest) {
    var pairs = meant.query
    var json: Value?
    if let body = meant.body { json = Value(body) }
    switch meant.other?.content {
    case .form(let form): pairs += form
    case .json: json = try? Value.parse(utf8: meant.other?.bytes ?? [])
    case .none?, .raw, nil: break
    }
    hasBody = meant.body != nil || meant.other != nil
    fields = pairs.map { (Self.innermost($0.name), $0.value) }
    if let json { add(json, under: "", depth: 0) }
  }

  /// `pad[deleted]` is a `deleted`, as a server may read it.
  private static func innermost(_ name: String) -> String {
    let parts = name.split { "[].".contains($0) }
    return (parts.last.map(String.init) ?? name).lowercased()
  }

  private mutating func add(_ value: Value, under name: String, depth: Int) {
    guard depth < 64 else { return }
    if let object = value.object {
      for (key, value) in object { add(value, under: Self.innermost(key.string), depth: depth + 1) }
    } else if let array = value.array {
      for value in array { add(value, under: name, depth: depth + 1) }
    } else {
      fields.append((name, value.plainText))
    }
  }

  func values(of name: String) -> [String] { fields.filter { $0.name == name.lowercased() }.map(\.value) }

  /// Whether a parameter may have what makes a call riskier: a server may take `1`, `on` or `yes` for true.
  func mayRaise(_ raise: RiskRaise) -> Bool {
    guard let wanted = raise.equals else { return !values(of: raise.parameter).isEmpty }
    return mayHold(raise.parameter, wanted)
  }

  func mayHold(_ name: String, _ wanted: Value) -> Bool {
    values(of: name).contains { given in
      wanted == .bool(true)
        ? !Self.falseTexts.contains(given.lowercased()) : given.lowercased() == wanted.plainText.lowercased()
    }
  }

  private static let falseTexts: Set = ["", "0", "f", "false", "n", "no", "null", "off"]
}
