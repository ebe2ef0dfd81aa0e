import Glibc

/// A token bucket on disk: four 64-bit integers. Three are times in microseconds; the share is in millionths.
///
/// Each integer is written separately, so the file remains readable if the process is killed at any moment.
struct BucketFile: Sendable {
  private let file: LimitFile

  init(folder: String, account: String) {
    file = LimitFile(folder: folder, name: account + ".rate")
  }

  /// Reads the bucket; nil if no process has created it.
  func read(_ cancellation: Cancellation) throws(TransportError) -> RateBucket? {
    try file.withLockIfExists(cancellation) { Self.bucket(in: $0) }
  }

  /// Changes the bucket under the file lock. If the body throws, the bucket is unchanged.
  func change<Result>(
    _ cancellation: Cancellation? = nil, _ body: (inout RateBucket) throws(TransportError) -> Result
  ) throws(TransportError) -> Result {
    try file.withLock(cancellation) { (file) throws(TransportError) in
      let old = Self.bucket(in: file)
      var new = old
      let result = try body(&new)
      for (place, (old, new)) in zip(Self.numbers(old), Self.numbers(new)).enumerated() where old != new {
        guard Self.write(new, at: place, to: file) else {
          throw TransportError(
            .storage, sent: .no, "the rate limit file could not be written", hint: "free some disk space")
        }
      }
      return result
    }
  }

  private static func bucket(in file: Int32) -> RateBucket {
    var numbers = [Int64](repeating: 0, count: 4)
    _ = numbers.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    let values = numbers.map { Double(Int64(littleEndian: $0)) / 1e6 }
    return RateBucket(closedUntil: values[0], nextFree: values[1], share: values[2], narrowedAt: values[3])
  }

  private static func numbers(_ bucket: RateBucket) -> [Int64] {
    [bucket.closedUntil, bucket.nextFree, bucket.share, bucket.narrowedAt].map { value in
      Int64(min(max((value * 1e6).rounded(), 0), 9e18))
    }
  }

  private static func write(_ number: Int64, at place: Int, to file: Int32) -> Bool {
    var number = number.littleEndian
    return pwrite(file, &number, 8, off_t(place * 8)) == 8
  }
}
