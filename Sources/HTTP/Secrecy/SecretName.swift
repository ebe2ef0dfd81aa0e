/// Tells by its name what must not be seen: `password`, `api_key`, `Authorization`, `x-auth-token`.
///
/// What stands behind such a name is hidden by its place, whatever its length (docs/security.md).
public enum SecretName {
  /// Within a name; letters and digits only, in lower case.
  private static let parts = [
    "password", "passwd", "passphrase", "secret", "token", "hmac", "privatekey", "apikey",
    "accesskey", "signingkey",
    "authorization", "credential", "sessionid", "cookie",
  ]
  /// As a whole name.
  private static let names: Set = ["pass", "pwd", "session", "otp", "bearer"]

  public static func isSecret(_ name: String) -> Bool {
    let plain = String(
      decoding: name.lowercasedASCII.utf8.filter(PercentEncoding.isAlphanumeric), as: UTF8.self)
    // `X-Auth`, but not `OAuth`.
    let isHeader = plain == "auth" || plain.hasSuffix("xauth")
    return isHeader || names.contains(plain) || parts.contains { plain.contains($0) }
  }
}
