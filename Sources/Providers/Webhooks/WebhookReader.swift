public import HTTP
import JSON
public import Query

/// Checks and parses the webhooks of one account. Performs no I/O.
public struct WebhookReader: Sendable {
  /// The account that receives the webhooks.
  public let account: Account
  let rules: WebhookRules
  let secret: Secret?

  /// The header with the signature; nil if the provider does not sign webhooks.
  public var signatureHeader: String? { rules.signature?.header }

  /// Whether signatures are checked.
  public var checksSignatures: Bool { rules.signature != nil && secret != nil }

  /// Checks the signature of the raw body, then parses it.
  ///
  /// - Parameters:
  ///   - body: the body exactly as received.
  ///   - time: Unix seconds.
  public func event(headers: Headers, body: [UInt8], at time: Double) throws(WebhookRefusal) -> WebhookEvent {
    let trust = try trust(headers, body)
    let value = try WebhookBody.value(body, rules.encoding)
    guard let name = try? rules.event(value).string, !name.isEmpty else {
      throw WebhookRefusal(kind: .malformed, reason: "the body names no event")
    }
    let data = (try? rules.data?(value)) ?? value
    return WebhookEvent(
      provider: account.provider, name: name, data: data, trust: trust,
      isDocumented: rules.events.contains { $0.name == name }, receivedAt: time,
      others: rules.data == nil ? [:] : value.object ?? [:])
  }

  private func trust(_ headers: Headers, _ body: [UInt8]) throws(WebhookRefusal) -> WebhookEvent.Trust {
    guard let rule = rules.signature else { return .unsigned }
    guard let secret else { return .unchecked }
    let signatures = headers.values(rule.header)
    guard let signature = signatures.first else {
      throw WebhookRefusal(kind: .signature, reason: "there is no \(rule.header)")
    }
    guard signatures.count == 1 else {
      throw WebhookRefusal(kind: .signature, reason: "\(signatures.count) headers named \(rule.header)")
    }
    guard WebhookSignature.isValid(signature, of: body, secret: secret) else {
      throw WebhookRefusal(kind: .signature, reason: "the \(rule.header) does not belong to the body")
    }
    return .valid
  }
}
