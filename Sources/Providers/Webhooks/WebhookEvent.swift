public import JSON

/// A webhook event that has been checked.
public struct WebhookEvent: Sendable {
  /// The result of checking the signature.
  public enum Trust: String, Sendable, Hashable {
    /// The signature matches the body.
    case valid
    /// The provider does not sign webhooks: anyone who knows the URL can send events.
    case unsigned
    /// Signatures are not checked.
    case unchecked
  }

  /// The provider that sent the event.
  public var provider: String
  /// The name, such as `scheduled_session.created`.
  public var name: String
  /// The data of the event.
  public var data: Value
  /// The result of checking the signature.
  public var trust: Trust
  /// Whether the provider documents an event with this name.
  public var isDocumented: Bool
  /// Unix seconds.
  public var receivedAt: Double
  /// The other members of the body.
  var others: Object

  /// The event as JSON: `{provider, event_name, data, signature, received_at}`, and the other members of the body.
  public var value: Value {
    var value: Object = ["provider": Value(provider), "event_name": Value(name), "data": data]
    for (key, member) in others where value[key] == nil { value[key] = member }
    value["signature"] = Value(trust.rawValue)
    value["received_at"] = Value(receivedAt)
    return Value(value)
  }
}
