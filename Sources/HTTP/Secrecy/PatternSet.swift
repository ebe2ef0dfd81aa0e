/// Searches for many byte patterns at once; the longest match wins. It also finds the beginning of a truncated pattern,
/// followed by an ellipsis.
struct PatternSet: Sendable {
  /// The patterns with a common prefix, by length.
  fileprivate struct Bucket {
    /// Longest first.
    var lengths: [Int] = []
    var patterns: Set<[UInt8]> = []
  }

  /// Patterns by their first four bytes.
  private var buckets: [UInt32: Bucket] = [:]
  /// One bit for each combination of the first two bytes, so that most positions are skipped quickly.
  private var starts = [UInt64](repeating: 0, count: 1024)

  init(_ patterns: [[UInt8]] = []) {
    for pattern in patterns { insert(pattern) }
  }

  mutating func insert(_ pattern: [UInt8]) {
    guard pattern.count >= 4 else { return }
    let pair = Int(pattern[0]) << 8 | Int(pattern[1])
    starts[pair >> 6] |= 1 << UInt64(pair & 63)
    buckets[Self.key(pattern), default: Bucket()].insert(pattern)
  }

  func contains(_ secret: Secret) -> Bool {
    let bytes = Array(secret.value.utf8)
    return bytes.count >= 4 && buckets[Self.key(bytes)]?.patterns.contains(bytes) ?? false
  }

  func redact(_ text: String) -> String {
    var text = text
    let redacted = text.withUTF8 { replace(in: $0) }
    return redacted.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  func redact(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { replace(in: $0) } ?? bytes
  }

  /// The bytes with every match replaced by the mark; nil if nothing matches.
  func replace(in bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard !buckets.isEmpty, bytes.count >= 4 else { return nil }
    var result: [UInt8] = []
    var copied = 0
    var place = 0
    while place <= bytes.count - 4 {
      guard let length = match(bytes, at: place) else {
        place += 1
        continue
      }
      result += bytes[copied..<place]
      result += Redactor.mark.utf8
      place += length
      copied = place
    }
    guard copied > 0 else { return nil }
    result += bytes[copied...]
    return result
  }

  private func match(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
    let pair = Int(bytes[place]) << 8 | Int(bytes[place + 1])
    guard starts[pair >> 6] & (1 << UInt64(pair & 63)) != 0 else { return nil }
    guard let bucket = buckets[Self.key(bytes[place..<place + 4])] else { return nil }
    let whole = bucket.lengths.first { length in
      length <= bytes.count - place && bucket.patterns.contains(Array(bytes[place..<place + length]))
    }
    return whole ?? bucket.beginning(of: bytes[place...])
  }

  private static func key(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }
}

extension PatternSet.Bucket {
  private static let ellipses = ["…", "...", "\\u2026"].map { Array($0.utf8) }

  /// The length of a truncated pattern of at least six bytes at this position; nil if there is none.
  fileprivate func beginning(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let lengths = patterns.map { pattern in zip(pattern, bytes).prefix { $0 == $1 }.count }
    return lengths.filter { length in
      length >= Redactor.minimumLength && Self.ellipses.contains { bytes.dropFirst(length).starts(with: $0) }
    }.max()
  }

  fileprivate mutating func insert(_ pattern: [UInt8]) {
    patterns.insert(pattern)
    guard !lengths.contains(pattern.count) else { return }
    lengths.insert(pattern.count, at: lengths.firstIndex { $0 < pattern.count } ?? lengths.endIndex)
  }
}
