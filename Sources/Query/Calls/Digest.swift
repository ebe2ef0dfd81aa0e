import Hashing
public import JSON

/// The SHA-256 digest of a value as canonical JSON: compact, with sorted keys.
public struct Digest: Sendable, Hashable {
  // Stored inline because a run keeps one digest per row.
  private let words: SIMD4<UInt64>

  /// Computes the digest of a value.
  public init(_ value: Value) {
    self.init(text: value.json(Format(sortKeys: true)))
  }

  /// Computes the digest of a text's UTF-8 bytes.
  public init(text: String) { self.init(of: Array(text.utf8)) }

  /// Computes the digest of raw bytes, such as those of a file.
  public init(of bytes: [UInt8]) {
    self.init(digest: HashFunction.sha256.digest(of: bytes))
  }

  /// Parses 64 hexadecimal digits; nil for any other text.
  public init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(digest: bytes)
  }

  private init(digest bytes: [UInt8]) {
    var words = SIMD4<UInt64>()
    for (index, byte) in bytes.prefix(32).enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
    self.words = words
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }

  /// The 32 bytes of the digest.
  public var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64(56 - $0 % 8 * 8)) }
  }

  /// The digest as 64 lower-case hexadecimal digits.
  public var hexadecimal: String { Hexadecimal.text(bytes) }

  /// The first eight bytes as a number, for partitioning work.
  public var prefix: UInt64 { words[0] }
}
