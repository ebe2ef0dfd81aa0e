public import HTTP
import Hashing

/// The signature of a webhook's body: a hex HMAC-SHA256, as in Codementor's `X-Cm-Signature`.
public enum WebhookSignature {
  /// Whether a signature matches a body. The comparison takes constant time.
  public static func isValid(_ signature: String, of body: [UInt8], secret: Secret) -> Bool {
    guard let code = bytes(signature) else { return false }
    return HashFunction.sha256.isAuthenticationCode(code, for: body, key: Array(secret.value.utf8))
  }

  /// Whether a text has the form of a signature.
  static func isWellFormed(_ signature: String) -> Bool { bytes(signature) != nil }

  private static func bytes(_ hex: String) -> [UInt8]? {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue.map(UInt8.init) }
    guard digits.count == hex.utf8.count, digits.count == 64 else { return nil }
    return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
