import Crypto
import JSON

/// A login with a pair of keys, as Coursio's public clients do it.
struct SignedLogin: Sendable {
  var entity: String
  var method: String
  /// The credentials with the two keys.
  var publicKey: String
  var privateKey: String
  var salt: String

  /// What is sent: `{apikey, time, random, hmac}`, the last one hex HMAC-SHA1 of the three with the private key.
  func data(publicKey: String, privateKey: String, milliseconds: Int) -> Object {
    let time = String(milliseconds)
    let code = HMAC<Insecure.SHA1>.authenticationCode(
      for: Array((publicKey + time + salt).utf8), using: SymmetricKey(data: Array(privateKey.utf8)))
    return [
      "apikey": Value(publicKey), "time": Value(time), "random": Value(salt), "hmac": Value(Hexadecimal.text(code)),
    ]
  }
}

/// Bytes as pairs of lower-case digits.
enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
