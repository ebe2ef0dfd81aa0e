import HTTP
import Hashing
import JSON

/// A JSON Web Token (RFC 7519), signed with HMAC SHA-256 (RFC 7518, 3.2).
enum JSONWebToken {
  /// Returns `header.claims.signature`, each in URL-safe Base64.
  static func sign(_ claims: Object, key: String) -> String {
    let header: Value = ["typ": "JWT", "alg": "HS256"]
    let content = Base64.forURLs(Array(header.json().utf8)) + "." + Base64.forURLs(Array(Value(claims).json().utf8))
    let code = HashFunction.sha256.authenticationCode(for: Array(content.utf8), key: Array(key.utf8))
    return content + "." + Base64.forURLs(code)
  }
}
