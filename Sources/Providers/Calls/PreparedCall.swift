import Diagnostics
import HTTP
import JSON
import Query

/// A call whose arguments are bound: what is meant to be sent, how risky it is, and how its answer is read.
struct PreparedCall: Sendable {
  var call: Call
  var manifest: Manifest
  /// nil for `provider.request`.
  var endpoint: Endpoint?
  var meant: MeantRequest
  var risk: Risk
  var target: String?
  /// What its parameters are given.
  var values: [BoundValue] = []
  /// What its arguments do that makes it as risky as it is.
  var reason: String?
  /// Whether it repeats an earlier call.
  var isRepeat = false

  init(_ call: Call, manifest: Manifest) throws(Failure) {
    self.call = call
    self.manifest = manifest
    guard let resource = call.resource else {
      meant = try FreeRequest.meant(call, encoding: manifest.encoding)
      let meaning = RequestMeaning(meant, of: manifest)
      (risk, reason, target) = (meaning.risk, meaning.reason, meaning.target)
      try refuseVerbOverride()
      return
    }
    guard let endpoint = manifest.endpoint(resource, call.method) else { throw Self.unknown(call, manifest) }
    let values = try ArgumentBinder.bind(call, to: endpoint)
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
    if case .window(let window) = endpoint.pagination, let size = window.send,
      meant.value(window.limit, endpoint) == nil
    {
      meant.set(window.limit, Value(size), endpoint)
    }
    try refuseVerbOverride()
  }

  private func refuseVerbOverride() throws(Failure) {
    guard let name = VerbOverride.name(in: meant) else { return }
    throw Failure(
      .usage, "`\(name)` would override the HTTP method, so the call could mean something else than it says",
      provider: call.provider, hint: "remove it, and write the method itself", source: call.source, range: call.range)
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

  /// The path parameters: what the call is about.
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
  /// What of its values makes a call riskier.
  fileprivate func raises(by values: [BoundValue]) -> [RiskRaise] {
    raises.filter { raise in
      values.contains {
        $0.parameter.name == raise.parameter && (raise.equals == nil || raise.equals == $0.value)
      }
    }
  }

  /// The id of what is hit: the last one in the path, else one that is given as `id`.
  fileprivate func target(of values: [BoundValue]) -> String? {
    let name = pathParameters.last ?? "id"
    let value = values.first { $0.parameter.name == name }?.value
    return value.flatMap { $0.count == nil ? $0.plainText : nil }
  }
}

extension PreparedCall {
  /// Passwords and their like among the data of a method that nobody described.
  var secrets: [Secret] {
    guard manifest.open != nil, let body = meant.body else { return [] }
    return SecretWords.secrets(in: Value(body))
  }
}
