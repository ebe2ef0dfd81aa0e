import Calendar
import Diagnostics
import HTTP
import JSON
import Query

/// A call with bound arguments: the request, its risk, and how to read the response.
struct PreparedCall: Sendable {
  var call: Call
  var manifest: Manifest
  /// nil for `provider.request`.
  var endpoint: Endpoint?
  var meant: MeantRequest
  var risk: Risk
  var target: String?
  /// The parameters and their values.
  var values: [BoundValue] = []
  /// Why the arguments raise the risk.
  var reason: String?
  /// Whether it repeats an earlier call.
  var isRepeat = false
  /// Whether edush makes it on its own behalf as part of another call.
  var isIncidental = false
  /// The page of a list that it requests; nil if it is not one of several.
  var page: PageProgress?

  init(_ call: Call, manifest: Manifest, in zone: Zone? = nil) throws(Failure) {
    self.call = call
    self.manifest = manifest
    guard let resource = call.resource else {
      meant = try FreeRequest.meant(call, encoding: manifest.encoding)
      let meaning = RequestMeaning(meant, of: manifest)
      (risk, reason, target) = (meaning.risk, meaning.reason, meaning.target)
      raiseToOwn()
      try refuseOverrides()
      try refuseUnmeant()
      return
    }
    guard let endpoint = manifest.endpoint(resource, call.method) else { throw Self.unknown(call, manifest) }
    let values = try ArgumentBinder.bind(call, to: endpoint, in: zone)
    let encoding = endpoint.encoding ?? manifest.encoding
    try FieldNulls.refuse(
      values.filter { $0.isField(encoding) }, of: call, named: "\(call.provider).\(endpoint.qualifiedName)")
    self.endpoint = endpoint
    self.values = values
    meant = MeantRequest(endpoint, values, encoding: manifest.encoding)
    let raises = endpoint.raises(by: values)
    let risk = raises.map(\.risk).reduce(endpoint.risk, max)
    self.risk = risk
    let reasons = raises.filter { $0.risk == risk }.compactMap(\.because)
    reason = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    target = endpoint.target(of: values)
    raiseToOwn()
    if case .window(let window) = endpoint.pagination, let size = window.send,
      meant.value(window.limit, endpoint) == nil
    {
      meant.set(window.limit, Value(size), endpoint)
    }
    try refuseOverrides()
    try refuseUnmeant()
  }

  /// A user's manifest cannot lower the risk that the built-in manifest assigns to a request.
  private mutating func raiseToOwn() {
    guard let own = manifest.own?.manifest else { return }
    let floors = manifest.paths(of: meant, in: own).map { path in
      var meant = meant
      meant.path = path
      return RequestMeaning(meant, of: own)
    }
    for floor in floors {
      guard let known = floor.known, known > risk else { continue }
      risk = known
      reason = floor.reason
    }
  }

  private static func unknown(_ call: Call, _ manifest: Manifest) -> Failure {
    let methods = manifest.resources.flatMap { $0.endpoints.map(\.qualifiedName) }
    let name = "\(call.resource ?? "").\(call.method)"
    return Failure(
      .usage, "\(call.provider) has no method `\(name)`", provider: call.provider,
      hint: methods.nearest(to: name).map { "did you mean `\($0)`?" }, source: call.source, range: call.range)
  }
}

extension PreparedCall {
  var account: Account { call.account }

  /// The warning in a confirmation: what the arguments do, or what remains lost after an undo.
  var warning: String? {
    if let reason { return reason }
    guard risk == .destructive else { return nil }
    return endpoint?.inverse?.caveat.map { "even when it is undone, \($0)" }
  }

  /// The path parameters, which identify the object.
  var pathValues: [String] {
    guard endpoint != nil else { return [meant.verb] + meant.path }
    return values.filter { $0.parameter.place == .path }.map(\.value.plainText)
  }

  /// The bound arguments by name.
  var arguments: Value {
    guard endpoint == nil else { return Value(Object(values)) }
    return Value(Object(call.arguments.enumerated().map { (Text($1.name ?? "\($0)"), $1.value) }))
  }
}

extension Endpoint {
  /// The values that raise the risk of the call.
  fileprivate func raises(by values: [BoundValue]) -> [RiskRaise] {
    raises.filter { raise in
      values.contains {
        $0.parameter.name == raise.parameter && (raise.equals == nil || raise.equals == $0.value)
      }
    }
  }

  /// The id of the affected object: the last one in the path, otherwise an argument named `id`; nil if there are
  /// several.
  fileprivate func target(of values: [BoundValue]) -> String? {
    let others = Value(Object(values.filter { $0.parameter.place != .path }))
    guard !SeveralObjects.areNamed(in: others) else { return nil }
    if pathParameters.isEmpty, SeveralObjects.areNamed(byMethod: name) { return nil }
    let name = pathParameters.last ?? "id"
    let value = values.first { $0.parameter.name == name }?.value
    return value.flatMap { $0.count == nil ? $0.plainText : nil }
  }
}

extension Manifest {
  /// The path of a request, also relative to the built-in manifest's base URL if the user has changed that.
  fileprivate func paths(of meant: MeantRequest, in own: Manifest) -> [[String]] {
    let (base, ownBase) = (Self.path(base), Self.path(own.base))
    guard base != ownBase else { return [meant.path] }
    let whole = base + meant.path
    return [meant.path, whole.starts(with: ownBase) ? Array(whole.dropFirst(ownBase.count)) : whole]
  }

  /// The path segments of a URL.
  private static func path(_ url: String) -> [String] {
    let rest = url.split(separator: "://", maxSplits: 1).last ?? ""
    return rest.split(separator: "/").dropFirst().map { PercentEncoding.decode(String($0)) ?? String($0) }
  }
}

extension PreparedCall {
  /// Passwords and similar secrets in the data of an undocumented method.
  var secrets: [Secret] {
    guard manifest.open != nil, let body = meant.body else { return [] }
    return SecretWords.secrets(in: Value(body))
  }
}
