import Crypto
public import JSON

/// The SHA-256 of a value as canonical JSON: compact, keys sorted.
public struct Digest: Sendable, Hashable {
  /// 32 bytes.
  public let bytes: [UInt8]

  public init(_ value: Value) {
    bytes = Array(SHA256.hash(data: Array(value.json(Format(sortKeys: true)).utf8)))
  }

  /// The first eight bytes as a number, for what splits work by it.
  public var prefix: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
