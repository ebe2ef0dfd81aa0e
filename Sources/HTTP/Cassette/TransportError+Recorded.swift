import JSON
import Query

// Errors in a cassette: `{kind, sent, message, hint}`.

extension TransportError {
  private static let names: [(name: String, kind: Kind)] = [
    ("invalid_request", .invalidRequest), ("refused_plain_http", .refusedPlainHTTP), ("not_resolved", .notResolved),
    ("not_connected", .notConnected), ("tls", .tls), ("timeout_connect", .timeout(.connect)),
    ("timeout_idle", .timeout(.idle)), ("timeout_total", .timeout(.total)), ("cut", .cut),
    ("broken_answer", .brokenAnswer), ("too_large", .tooLarge), ("redirect_elsewhere", .redirectElsewhere),
    ("not_authorized", .notAuthorized), ("storage", .storage), ("library_missing", .libraryMissing),
  ]

  /// Nil for errors that are not part of a recording: interruption and refusal by policy.
  var recorded: Value? {
    var object: Object = ["sent": Value(sent.rawValue), "message": Value(message)]
    if case .rateWindowFull(let until) = kind {
      object["kind"] = "rate_window_full"
      object["until"] = Value(until)
    } else {
      guard let known = Self.names.first(where: { $0.kind == kind }) else { return nil }
      object["kind"] = Value(known.name)
    }
    if let hint { object["hint"] = Value(hint) }
    if let failure = underlying as? Failure { object["failure"] = failure.recorded }
    return Value(object)
  }

  init(recorded value: Value) throws(CassetteFault) {
    guard let object = value.object, let name = object["kind"]?.string, let message = object["message"]?.string,
      let sent = object["sent"]?.string.flatMap(Sent.init(rawValue:))
    else { throw CassetteFault("`error` has no `kind`, `sent` or `message`") }
    self.init(try Self.kind(name, object), sent: sent, message, hint: object["hint"]?.string)
    underlying = object["failure"].flatMap { Failure(recorded: $0) }
  }

  private static func kind(_ name: String, _ object: Object) throws(CassetteFault) -> Kind {
    if name == "rate_window_full" { return .rateWindowFull(until: object["until"]?.double ?? 0) }
    guard let known = names.first(where: { $0.name == name }) else {
      throw CassetteFault("`\(name)` is not a kind of error")
    }
    return known.kind
  }
}

extension Failure {
  /// Why a credential could not be obtained.
  fileprivate var recorded: Value {
    [
      "kind": Value(kind.rawValue), "message": Value(message), "hint": hint.map { Value($0) } ?? .null,
      "provider": provider.map { Value($0) } ?? .null, "status": status.map { Value($0) } ?? .null,
    ]
  }

  fileprivate init?(recorded value: Value) {
    guard let object = value.object, let kind = object["kind"]?.string.flatMap(Kind.init(rawValue:)),
      let message = object["message"]?.string
    else { return nil }
    self.init(
      kind, message, provider: object["provider"]?.string, status: object["status"]?.int,
      hint: object["hint"]?.string)
  }
}
