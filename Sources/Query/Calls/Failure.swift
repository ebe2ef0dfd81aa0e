public import Diagnostics
public import JSON

/// Why a call or a statement failed, as seen by `catch` (docs/language.md, "Errors").
public struct Failure: Error, Sendable {
  /// The kinds of failures; the raw values are the `kind` that scripts see.
  public enum Kind: String, Sendable, CaseIterable {
    /// A usage error: a call or a statement is not valid.
    case usage
    /// A missing or rejected credential.
    case auth
    /// Policy forbids the call.
    case policy
    /// The API rejected the call, or a rate limit is used up.
    case api
    /// There was no response, or an unusable one.
    case transport
    /// An error in an expression or raised by the script.
    case script
    /// An assertion failed.
    case assert
    /// `wait until` reached its time limit.
    case timeout
  }

  /// The kind of failure.
  public var kind: Kind
  /// The message, without the source position.
  public var message: String
  /// The name of the provider, if a call failed.
  public var provider: String?
  /// The HTTP status, if there was a response.
  public var status: Int?
  /// The field errors reported by the provider, by field name.
  public var errors: Object
  /// The number of the failed exchange.
  public var exchange: Int?
  /// A hint on how to fix it.
  public var hint: String?
  /// The path to the offending value and the beginning of the value.
  public var notes: [String] = []
  /// The source text in which the failure occurred.
  public var source: SourceText?
  /// The range in the source text.
  public var range: SourceRange?
  /// jq's error value, if jq's `error` raised it.
  public var value: Value?
  /// What the failed call may still have done on the server.
  public var effect = Effect.none
  /// Whether it ends its row (or the statement, outside rows) even if the script would catch it: a plan needed a value
  /// that only the API knows, or another attempt diverged from the first.
  public var endsRow = false
  /// Whether it ends the whole run, even under `keep going`: something that the run relies on, such as its journal, is
  /// lost.
  public var endsRun = false
  /// Whether the user chose to skip the row (or the statement, outside rows), which is not an error.
  public var isSkip = false
  /// Whether a retry may help: too many requests, a server error, or a network failure.
  public var isTransient = false
  /// The delay before a retry that the provider asks for, in seconds; nil if it gave none.
  public var retryAfter: Double?
  /// Whether the user interrupted it.
  public var isInterruption: Bool

  /// Creates a failure.
  public init(
    _ kind: Kind, _ message: String, provider: String? = nil, status: Int? = nil, errors: Object = [:],
    exchange: Int? = nil, hint: String? = nil, source: SourceText? = nil, range: SourceRange? = nil,
    value: Value? = nil, isInterruption: Bool = false
  ) {
    self.kind = kind
    self.message = message
    self.provider = provider
    self.status = status
    self.errors = errors
    self.exchange = exchange
    self.hint = hint
    self.source = source
    self.range = range
    self.value = value
    self.isInterruption = isInterruption
  }
}

extension Failure {
  /// Whether `catch`, `?` and `keep going` may handle it. False for decisions of the user or of a policy.
  public var canBeCaught: Bool { !isInterruption && kind != .policy && !endsRow && !endsRun && !isSkip }

  /// The failure as a script sees it: `{kind, message, provider, status, errors, exchange, at}`.
  public var object: Value {
    var object: Object = [
      "kind": Value(kind.rawValue), "message": Value(message), "provider": provider.map { Value($0) } ?? .null,
      "status": status.map { Value($0) } ?? .null, "errors": Value(errors),
      "exchange": exchange.map { Value($0) } ?? .null, "at": at,
    ]
    if let value { object["value"] = value }
    return Value(object)
  }

  private var at: Value {
    guard let source, let range else { return .null }
    let position = source.position(at: range.lower)
    return Value("\(source.name):\(position.line):\(position.column)")
  }
}

extension Failure {
  /// Recreates the failure from its error value, when a program raises again what it caught; nil for other values.
  public init?(raised value: Value) {
    guard let object = value.object, let kind = object["kind"]?.string.flatMap(Kind.init(rawValue:)),
      let message = object["message"]?.string, object["at"] != nil
    else { return nil }
    func number(_ key: Text) -> Int? { object[key]?.double.flatMap { Int(exactly: $0) } }
    self.init(
      kind, message, provider: object["provider"]?.string, status: number("status"),
      errors: object["errors"]?.object ?? [:], exchange: number("exchange"), value: object["value"])
    if let place = object["at"]?.string, !place.isEmpty { notes = ["it was caught, and happened first at \(place)"] }
  }
}
