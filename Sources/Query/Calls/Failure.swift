public import Diagnostics
public import JSON

/// Why a call or a statement failed, as `catch` sees it (language.md, `do … catch`).
public struct Failure: Error, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case usage
    case auth
    case policy
    case api
    case transport
    case script
    case assert
    /// `wait until` waited long enough.
    case timeout
  }

  public var kind: Kind
  public var message: String
  public var provider: String?
  /// The HTTP status, where there was an answer.
  public var status: Int?
  /// The provider's field errors by name.
  public var errors: Object
  public var exchange: Int?
  /// What to do about it.
  public var hint: String?
  /// The path to the value that failed, and its beginning.
  public var notes: [String] = []
  public var source: SourceText?
  public var range: SourceRange?
  /// jq's error value, when jq's own `error` raised it.
  public var value: Value?
  /// What the call may have done all the same.
  public var effect = Effect.none
  /// Whether it ends its row, or the statement outside of rows, whatever the script would catch: a plan needed what only
  /// the API knows, or another attempt went another way than the first.
  public var endsRow = false
  /// Whether it ends the whole run, `keep going` or not: what a run relies on, such as its journal, is gone.
  public var endsRun = false
  /// Whether somebody wants its row, or the statement outside of rows, left out: that is no failure of it.
  public var isSkip = false
  /// Whether trying again may help: too many requests, a server at fault, a network that failed.
  public var isTransient = false
  /// After how many seconds the provider wants to be asked again; nil where it did not say.
  public var retryAfter: Double?
  /// Whether the person interrupted it.
  public var isInterruption: Bool

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
  /// Whether `catch`, `?` and `keep going` may handle it: not where a person or a policy says no.
  public var canBeCaught: Bool { !isInterruption && kind != .policy && !endsRow && !endsRun && !isSkip }

  /// `{kind, message, provider, status, errors, exchange, at}`.
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
  /// The failure that an error value was made of, when a program raises what it caught; nil for other values.
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
