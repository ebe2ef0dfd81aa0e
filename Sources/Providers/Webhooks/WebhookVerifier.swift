import HTTP
public import Query

/// Verifies single signatures of an account's webhooks and explains why they fail.
public struct WebhookVerifier: Sendable {
  /// The account that receives the webhooks.
  public let account: Account
  /// The header with the signature.
  public let header: String
  let secret: Secret
  /// The source of the secret.
  public let source: CredentialSource

  /// Why the signature does not match the body; nil if it does.
  public func objection(to signature: String, of body: [UInt8]) -> String? {
    if isValid(signature, body) { return nil }
    if let digits = Self.bare(signature), isValid(digits, body) {
      return "it would be valid without the text around its 64 digits"
    }
    guard WebhookSignature.isWellFormed(signature) else { return "a signature is 64 hexadecimal digits" }
    if let reason = nearMiss(signature, body) { return reason }
    return "it does not belong to this body and the secret from \(source)"
  }

  /// Detects changes that editors and tools make to the raw body.
  private func nearMiss(_ signature: String, _ body: [UInt8]) -> String? {
    if body.isEmpty { return "the body is empty" }
    if body.last == 0x0A, isValid(signature, body.dropLast(body.suffix(2) == [0x0D, 0x0A] ? 2 : 1)) {
      return "it would be valid without the line break at the end, which the raw body does not have"
    }
    if isValid(signature, body + [0x0A]) { return "it would be valid with a line break at the end of the body" }
    return nil
  }

  private func isValid(_ signature: String, _ body: some Sequence<UInt8>) -> Bool {
    WebhookSignature.isValid(signature, of: Array(body), secret: secret)
  }

  /// The text without a prefix such as `sha256=` and without blanks.
  private static func bare(_ signature: String) -> String? {
    let part = signature.split(whereSeparator: { $0 == "=" || $0.isWhitespace }).last.map(String.init)
    return part == signature ? nil : part
  }
}
