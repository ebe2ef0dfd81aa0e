/// Many byte patterns searched for at once; where several match, the longest wins.
struct PatternSet: Sendable {
  /// By their first four bytes, each list longest first.
  private var buckets: [UInt32: [[UInt8]]] = [:]
  /// One bit for each pair of first two bytes, so that most places are passed at one look.
  private var starts = [UInt64](repeating: 0, count: 1024)

  init(_ patterns: [[UInt8]] = []) {
    for pattern in patterns { insert(pattern) }
  }

  mutating func insert(_ pattern: [UInt8]) {
    guard pattern.count >= 4 else { return }
    let pair = Int(pattern[0]) << 8 | Int(pattern[1])
    starts[pair >> 6] |= 1 << UInt64(pair & 63)
    let key = Self.key(pattern[0], pattern[1], pattern[2], pattern[3])
    var bucket = buckets.removeValue(forKey: key) ?? []
    bucket.insert(pattern, at: bucket.firstIndex { $0.count < pattern.count } ?? bucket.endIndex)
    buckets[key] = bucket
  }

  /// The bytes with every match replaced by the mark; nil where nothing matches.
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
    let key = Self.key(bytes[place], bytes[place + 1], bytes[place + 2], bytes[place + 3])
    guard let candidates = buckets[key] else { return nil }
    let rest = bytes.count - place
    return candidates.first { pattern in
      pattern.count <= rest && pattern.indices.allSatisfy { pattern[$0] == bytes[place + $0] }
    }?.count
  }

  private static func key(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> UInt32 {
    UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d)
  }
}
