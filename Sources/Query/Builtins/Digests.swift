import Crypto
import JSON

/// Digests in lower-case hex.
enum Digests {
  @Sendable static func sha256(_ value: consuming Value) throws(Thrown) -> Value {
    guard let text = value.text else { throw Thrown(.operand(value, "cannot be digested, only strings can")) }
    return text.withUTF8 { bytes in hex(SHA256.hash(data: UnsafeRawBufferPointer(bytes))) }
  }

  @Sendable static func hmac(_ value: consuming Value, _ key: Value) throws(Thrown) -> Value {
    guard let text = value.text else { throw Thrown(.operand(value, "cannot be digested, only strings can")) }
    guard let secret = key.text else {
      throw Thrown(.text("the key of hmac_sha256 must be a string, not \(key.typeName)"))
    }
    let symmetric = secret.withUTF8 { SymmetricKey(data: UnsafeRawBufferPointer($0)) }
    return text.withUTF8 { bytes in
      hex(HMAC<SHA256>.authenticationCode(for: UnsafeRawBufferPointer(bytes), using: symmetric))
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func hex(_ bytes: some Sequence<UInt8>) -> Value {
    Value(Text(utf8: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }))
  }
}
