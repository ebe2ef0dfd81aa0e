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
    return isHeader || names.contains(plain) || parts.contains { plain.holds($0) }
  }
}

extension String {
  /// Whether its bytes hold those of another text. Names are looked at by the thousand, and `contains` takes thirty times
  /// as long.
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
