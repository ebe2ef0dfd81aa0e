import Hashing
import JSON

/// Digests as lower-case hexadecimal digits.
enum Digests {
  @Sendable static func sha256(_ value: consuming Value) throws(Thrown) -> Value {
    guard let text = value.text else { throw Thrown(.operand(value, "cannot be digested, only strings can")) }
    return text.withUTF8 { bytes in hex(HashFunction.sha256.digest(of: UnsafeRawBufferPointer(bytes))) }
  }

  @Sendable static func hmac(_ value: consuming Value, _ key: Value) throws(Thrown) -> Value {
    guard let text = value.text else { throw Thrown(.operand(value, "cannot be digested, only strings can")) }
    guard let secret = key.text else {
      throw Thrown(.text("the key of hmac_sha256 must be a string, not \(key.typeName)"))
    }
    return hex(
      HashFunction.sha256.authenticationCode(for: text.withUTF8(Array.init), key: secret.withUTF8(Array.init)))
  }

  private static func hex(_ bytes: [UInt8]) -> Value { Value(Text(utf8: Hexadecimal.utf8(bytes))) }
}
