/// Recognises the names of secrets: `password`, `api_key`, `Authorization`, `x-auth-token`.
///
/// The value of such a name is hidden regardless of its length (docs/security.md).
public enum SecretName {
  /// Parts of secret names, with only letters and digits, in lower case.
  private static let parts = [
    "password", "passwd", "passphrase", "secret", "token", "hmac", "privatekey", "apikey",
    "accesskey", "signingkey",
    "authorization", "credential", "sessionid", "cookie",
  ]
  /// Complete secret names.
  private static let names: Set = ["pass", "pwd", "session", "otp", "bearer"]

  /// Whether the value of this name is a secret.
  public static func isSecret(_ name: String) -> Bool {
    let plain = String(
      decoding: name.lowercasedASCII.utf8.filter(PercentEncoding.isAlphanumeric), as: UTF8.self)
    // `X-Auth`, but not `OAuth`.
    let isHeader = plain == "auth" || plain.hasSuffix("xauth")
    return isHeader || names.contains(plain) || parts.contains { plain.holds($0) }
  }
}

extension String {
  /// Whether the bytes contain those of another text. Thousands of names are checked, and `contains` is thirty times
  /// slower.
  fileprivate func holds(_ part: String) -> Bool {
    guard let first = part.utf8.first else { return true }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: part.utf8) { return true }
      rest = rest[start...].dropFirst()
    }
    return false
  }
}
