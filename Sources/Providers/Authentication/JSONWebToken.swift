import Crypto
import JSON

/// A JSON Web Token, RFC 7519, signed with HMAC SHA-256, RFC 7518, 3.2.
enum JSONWebToken {
  /// `header.claims.signature`, each in Base64 for URLs.
  static func sign(_ claims: Object, key: String) -> String {
    let header: Value = ["typ": "JWT", "alg": "HS256"]
    let content = encode(Array(header.json().utf8)) + "." + encode(Array(Value(claims).json().utf8))
    let code = HMAC<SHA256>.authenticationCode(for: Array(content.utf8), using: SymmetricKey(data: Array(key.utf8)))
    return content + "." + encode(Array(code))
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Base64 for URLs without padding, RFC 4648, 5.
  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        text.append(alphabet[Int(bits >> UInt32(count) & 63)])
      }
      bits &= (1 << UInt32(count)) - 1
    }
    if count > 0 { text.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }
}
