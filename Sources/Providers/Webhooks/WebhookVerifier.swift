import HTTP
public import Query

/// Checks single signatures of an account's webhooks, and says what is the matter with those that fail.
public struct WebhookVerifier: Sendable {
  public let account: Account
  /// Where the provider puts the signature.
  public let header: String
  let secret: Secret
  /// Where the secret was found.
  public let source: CredentialSource

  /// Why the signature does not belong to the body; nil where it does.
  public func objection(to signature: String, of body: [UInt8]) -> String? {
    if isValid(signature, body) { return nil }
    if let digits = Self.bare(signature), isValid(digits, body) {
      return "it would be valid without the text around its 64 digits"
    }
    guard WebhookSignature.isWellFormed(signature) else { return "a signature is 64 hexadecimal digits" }
    if let reason = nearMiss(signature, body) { return reason }
    return "it does not belong to this body and the secret from \(source)"
  }

  /// What editors and tools did to the raw body.
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

  /// `sha256=abc…` and its like without their prefix and blanks.
  private static func bare(_ signature: String) -> String? {
    let part = signature.split(whereSeparator: { $0 == "=" || $0.isWhitespace }).last.map(String.init)
    return part == signature ? nil : part
  }
}
