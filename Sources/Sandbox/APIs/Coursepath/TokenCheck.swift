import Hashing
import JSON

/// Validates Coursepath's JSON Web Tokens: HS256 with the API key; `email`, `iat` and `jti`; single use, and at most
/// two minutes old.
struct TokenCheck {
  /// The maximum age in seconds, also the tolerance for clocks that are ahead.
  static let longestAge = 120.0

  private let secret: String
  /// The ids of tokens seen, with their expiry times.
  private var used: [String: Double] = [:]

  init(secret: String) {
    self.secret = secret
  }

  /// The e-mail address in a token, which is then used up. Throws a 401 with the reason if the token is invalid.
  mutating func email(in header: String?, at now: Double) throws -> String {
    guard let header, header.hasPrefix("Bearer ") else {
      throw Refusal(401, "The header is Authorization: Bearer TOKEN.")
    }
    let claims = try verified(String(header.dropFirst("Bearer ".count)))
    guard let email = claims["email"]?.string, let issued = claims["iat"]?.double, let id = claims["jti"]?.nonNull
    else { throw Refusal(401, "The token needs email, iat and jti.") }
    guard now - issued <= Self.longestAge else { throw Refusal(401, "The token is older than two minutes.") }
    guard issued - now <= Self.longestAge else { throw Refusal(401, "The token is from the future.") }
    used = used.filter { $0.value >= now }
    guard used.updateValue(issued + Self.longestAge, forKey: id.json()) == nil else {
      throw Refusal(401, "The token has been used before.")
    }
    return email
  }

  /// The claims of a token with a valid algorithm and signature.
  private func verified(_ token: String) throws -> Object {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.object(parts[0]), let claims = Self.object(parts[1]),
      let signature = Base64URL.decode(parts[2].utf8)
    else { throw Refusal(401, "The token is not a JSON Web Token.") }
    guard header["alg"] == "HS256" else { throw Refusal(401, "The token's algorithm is HS256.") }
    let signed = Array("\(parts[0]).\(parts[1])".utf8)
    guard HashFunction.sha256.isAuthenticationCode(signature, for: signed, key: Array(secret.utf8)) else {
      throw Refusal(401, "The token's signature is wrong.")
    }
    return claims
  }

  private static func object(_ part: Substring) -> Object? {
    Base64URL.decode(part.utf8).flatMap { try? Value.parse(utf8: $0) }?.object
  }
}
