import Glibc

/// A locked window: a sequence of times, in Unix milliseconds as 64-bit integers.
///
/// The first is the time until which the server refused requests; each of the others is a request. Every change is a
/// single write of eight bytes, so the file remains valid if the process is killed at any moment.
struct WindowSlots {
  enum Place {
    case taken(slot: Int, stamp: Double)
    case full(until: Double)
  }

  let file: Int32

  /// Reserves a free slot, or returns when one becomes free.
  mutating func take(_ limit: RateLimit, now: Double) throws(TransportError) -> Place {
    let stamps = read(limit, now: now)
    if let until = freeAt(stamps, limit, now: now) { return .full(until: until) }
    let slot = stamps.dropFirst().firstIndex { $0 == 0 } ?? max(stamps.count, 1)
    let counted = now + Self.journey(limit)
    guard write(counted, at: slot) else {
      throw TransportError(.storage, sent: .no, "the rate window could not be written", hint: "free some disk space")
    }
    return .taken(slot: slot, stamp: milliseconds(counted))
  }

  /// The maximum time until the server counts a request that was sent. If the process is killed meanwhile, the slot is
  /// freed only after this time.
  private static func journey(_ limit: RateLimit) -> Double { min(1, max(limit.seconds, 0) / 100) }

  func status(_ limit: RateLimit, now: Double) -> (remaining: Int, freeAt: Double?) {
    let stamps = read(limit, now: now)
    let until = freeAt(stamps, limit, now: now)
    return (until == nil ? limit.count - live(stamps).count : 0, until)
  }

  /// Changes a stamp, unless its slot has been reused.
  mutating func restamp(_ slot: Int, from old: Double, to new: Double) {
    var stamp: Int64 = 0
    guard pread(file, &stamp, 8, off_t(slot * 8)) == 8, Double(Int64(littleEndian: stamp)) == old else { return }
    write(new, at: slot)
  }

  /// Closes the window until a time, by default until the oldest request leaves it.
  mutating func close(_ limit: RateLimit, until: Double?, now: Double) {
    let oldest = live(read(limit, now: now)).min().map { $0 / 1000 + limit.seconds }
    write(min(until ?? oldest ?? now, now + Self.longestPause(limit)), at: 0)
  }

  /// When a slot becomes free; nil if one is free now.
  private func freeAt(_ stamps: [Double], _ limit: RateLimit, now: Double) -> Double? {
    let closed = (stamps.first ?? 0) / 1000
    let taken = live(stamps).sorted()
    guard taken.count >= limit.count else { return closed > now ? closed : nil }
    guard limit.count > 0 else { return now + limit.seconds }
    return max(taken[taken.count - limit.count] / 1000 + limit.seconds, closed)
  }

  /// The longest time that a server, or a clock that was set back, may close a window.
  private static func longestPause(_ limit: RateLimit) -> Double { max(limit.seconds, 3600) }

  private func live(_ stamps: [Double]) -> [Double] {
    stamps.dropFirst().filter { $0 != 0 }
  }

  /// Reads the stamps. Those outside the window are zero; those in the future, after a clock was set back, count from
  /// now.
  private func read(_ limit: RateLimit, now: Double) -> [Double] {
    var numbers = [Int64](repeating: 0, count: max(limit.count, 0) + 1 + 64)
    let length = numbers.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    let stamps = numbers.prefix(max(length, 0) / 8).map { Double(Int64(littleEndian: $0)) }
    return stamps.enumerated().map { place, stamp in
      // One more second, since stamps are rounded up.
      if place == 0 { return stamp / 1000 > now + Self.longestPause(limit) + 1 ? 0 : stamp }
      if stamp / 1000 > now + limit.seconds { return milliseconds(now) }
      return stamp / 1000 + limit.seconds <= now ? 0 : stamp
    }
  }

  @discardableResult
  private func write(_ seconds: Double, at slot: Int) -> Bool {
    var stamp = Int64(milliseconds(seconds)).littleEndian
    return pwrite(file, &stamp, 8, off_t(slot * 8)) == 8
  }

  /// Rounded up, so that a slot is never freed early.
  private func milliseconds(_ seconds: Double) -> Double {
    min(max((seconds * 1000).rounded(.up), 0), 9e15)
  }
}
