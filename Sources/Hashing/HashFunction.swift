internal import CCrypto

/// A cryptographic hash function (FIPS 180-4), computed by OpenSSL's libcrypto.
public enum HashFunction: Sendable {
  case sha1
  case sha256

  /// The digest of bytes: 20 bytes for SHA-1, 32 for SHA-256.
  public func digest(of bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes(digest) }

  /// The digest of bytes in memory that the caller owns.
  public func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
    output { ccrypto_digest(function, bytes.baseAddress, bytes.count, $0) }
  }

  /// The HMAC (RFC 2104) of a message, as long as a digest.
  public func authenticationCode(for message: [UInt8], key: [UInt8]) -> [UInt8] {
    output { ccrypto_hmac(function, key, key.count, message, message.count, $0) }
  }

  /// Whether a code is the HMAC of a message; compared in constant time.
  public func isAuthenticationCode(_ code: [UInt8], for message: [UInt8], key: [UInt8]) -> Bool {
    let expected = authenticationCode(for: message, key: key)
    return code.count == expected.count && ccrypto_equal(code, expected, expected.count) != 0
  }

  /// The version of libcrypto, like `OpenSSL 3.0.17 1 Jul 2025`; null where it is not installed.
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
