/// A token bucket with a depth of one second: it holds at most one second's worth of requests, and at least one.
///
/// Times are Unix seconds. Tokens are issued up to one second ahead, so that callers know how long to sleep; a killed
/// process loses at most its issued tokens.
struct RateBucket: Equatable {
  enum Turn: Equatable {
    /// The request may be sent at this time.
    case token(at: Double)
    /// Ask again at this time; no token is available before `free`.
    case later(Double, free: Double)
  }

  /// Seconds that tokens are issued ahead.
  static let horizon = 1.0
  /// The longest closure, in seconds. A later time is the result of a clock that was set back.
  private static let longestClosure = 3600.0
  private static let leastShare = 1.0 / 16

  /// No request is sent before this time, after a 429 or a `Retry-After`.
  private(set) var closedUntil: Double
  /// The time of the first token that has not been issued.
  private(set) var nextFree: Double
  /// The fraction of the configured rate in use. A refusal halves it; successful requests raise it again.
  private(set) var share: Double
  private(set) var narrowedAt: Double

  init(closedUntil: Double = 0, nextFree: Double = 0, share: Double = 1, narrowedAt: Double = 0) {
    self.closedUntil = closedUntil
    self.nextFree = nextFree
    self.share = (Self.leastShare...1).contains(share) ? share : 1
    self.narrowedAt = narrowedAt
  }

  /// When the bucket reopens; nil if it is open.
  func closure(now: Double) -> Double? {
    // Tolerate a millisecond and a second, since clocks are read at different moments.
    let isClosed = closedUntil > now + 0.001 && closedUntil <= now + Self.longestClosure + 1
    return isClosed ? closedUntil : nil
  }

  /// Takes the next token, unless it is more than a second away.
  mutating func take(_ rate: Rate, now: Double) -> Turn {
    if let closedUntil = closure(now: now) { return .later(closedUntil, free: closedUntil) }
    let interval = rate.interval / share
    let free = free(interval, now: now)
    guard free <= now + Self.horizon else { return .later(free - Self.horizon, free: free) }
    nextFree = free + interval
    return .token(at: max(free, now))
  }

  /// The time of the next token. Unused tokens of the last second are kept. A new bucket has none, and neither has one
  /// with an implausible time.
  private func free(_ interval: Double, now: Double) -> Double {
    let saved = now - max(0, 1 - interval)
    let isPlausible = nextFree > 0 && nextFree <= now + Self.horizon + interval * 1.001 + 0.1
    return isPlausible ? max(nextFree, saved) : now
  }

  /// Returns an unused token, unless another one has been issued since.
  mutating func giveBack(tokenAt time: Double, _ rate: Rate) {
    if abs(nextFree - time - rate.interval / share) < 1e-5 { nextFree = time }
  }

  /// Closes the bucket and narrows the rate after a refusal.
  ///
  /// - Parameters:
  ///   - wait: the seconds of `Retry-After`, if present.
  ///   - sentAt: when the request was sent. Of several requests in flight, only one narrows the rate.
  mutating func close(for wait: Double?, sentAt: Double, now: Double) {
    if let wait, wait > 0 {
      closedUntil = max(closure(now: now) ?? 0, now + min(wait, Self.longestClosure))
      nextFree = max(nextFree, closedUntil)
    }
    guard sentAt > narrowedAt || narrowedAt > now else { return }
    share = max(share / 2, Self.leastShare)
    narrowedAt = now
  }

  /// Raises the rate after a successful request that was sent after the rate was narrowed.
  mutating func widen(_ rate: Rate, sentAt: Double) {
    guard share < 1, sentAt > narrowedAt else { return }
    share = min(1, share + 0.1 / max(1, rate.perSecond))
  }
}
