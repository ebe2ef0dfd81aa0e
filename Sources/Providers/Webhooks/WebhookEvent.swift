public import JSON

/// What a webhook told, after it was checked.
public struct WebhookEvent: Sendable {
  /// Why it may be believed.
  public enum Trust: String, Sendable, Hashable {
    /// Its signature belongs to its body.
    case valid
    /// The provider signs nothing: anybody who knows the address can have sent it.
    case unsigned
    /// Nobody looked at its signature.
    case unchecked
  }

  public var provider: String
  /// `scheduled_session.created`.
  public var name: String
  public var data: Value
  public var trust: Trust
  /// Whether the provider's documents have an event of this name.
  public var isDocumented: Bool
  /// Unix seconds.
  public var receivedAt: Double
  /// What else its body holds.
  var others: Object

  /// `{provider, event_name, data, signature, received_at}` and what else the body holds.
  public var value: Value {
    var value: Object = ["provider": Value(provider), "event_name": Value(name), "data": data]
    for (key, member) in others where value[key] == nil { value[key] = member }
    value["signature"] = Value(trust.rawValue)
    value["received_at"] = Value(receivedAt)
    return Value(value)
  }
}
