internal import CCrypto

/// A cryptographic hash function (FIPS 180-4), provided by OpenSSL's libcrypto.
public enum HashFunction: Sendable {
  case sha1
  case sha256

  /// Returns the digest: 20 bytes for SHA-1, 32 for SHA-256.
  public func digest(of bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes(digest) }

  /// Returns the digest of bytes in a buffer.
  public func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
    output { ccrypto_digest(function, bytes.baseAddress, bytes.count, $0) }
  }

  /// Returns the HMAC (RFC 2104) of a message; its length is that of a digest.
  public func authenticationCode(for message: [UInt8], key: [UInt8]) -> [UInt8] {
    output { ccrypto_hmac(function, key, key.count, message, message.count, $0) }
  }

  /// Whether a code is the HMAC of a message. Compares in constant time.
  public func isAuthenticationCode(_ code: [UInt8], for message: [UInt8], key: [UInt8]) -> Bool {
    let expected = authenticationCode(for: message, key: key)
    return code.count == expected.count && ccrypto_equal(code, expected, expected.count) != 0
  }

  /// The version of libcrypto, such as `OpenSSL 3.0.17 1 Jul 2025`; nil if it is not installed.
  public static var libraryVersion: String? { ccrypto_version().map { String(cString: $0) } }

  private var function: ccrypto_function {
    switch self {
    case .sha1: CCRYPTO_SHA1
    case .sha256: CCRYPTO_SHA256
    }
  }

  private func output(_ compute: (UnsafeMutablePointer<UInt8>?) -> Void) -> [UInt8] {
    let length = ccrypto_length(function)
    return Array(unsafeUninitializedCapacity: length) { buffer, count in
      compute(buffer.baseAddress)
      count = length
    }
  }
}
