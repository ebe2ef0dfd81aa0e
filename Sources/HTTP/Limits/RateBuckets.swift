public import Query
import Synchronization

/// The request rates of accounts. Each is a token bucket in a file shared by all processes.
///
/// A 429, or a 503 with `Retry-After`, closes the account's bucket for all processes until the time it specifies, even
/// without a configured rate.
public struct RateBuckets: Sendable {
  private let folder: String
  private let whenFull: WhenFull
  private let clock: WallClock
  private let random: @Sendable () -> Double
  private let rate: @Sendable (Account) -> Rate?
  private let notice: RateWindows.Notice
  private let shared = Shared()

  /// State shared by the threads of this process.
  private final class Shared: Sendable {
    let lines = Mutex<[Account: WaitingLine]>([:])
    /// The end of the last wait that was shown to the user.
    let told = Mutex(0.0)
  }

  /// Permission to send a request.
  struct Pass: Sendable {
    /// When the request may be sent, in Unix seconds.
    var sentAt: Double
    /// Seconds spent waiting.
    var waited: Double
  }

  /// Creates the buckets in a folder.
  ///
  /// - Parameters:
  ///   - folder: created when first needed.
  ///   - random: a number in 0..<1; spreads processes that wait for the same token.
  ///   - rate: the rate of an account; nil if none is configured.
  public init(
    folder: String, whenFull: WhenFull = .wait, clock: WallClock = .system,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    rate: @escaping @Sendable (Account) -> Rate?, notice: @escaping RateWindows.Notice
  ) {
    self.folder = folder
    self.whenFull = whenFull
    self.clock = clock
    self.random = random
    self.rate = rate
    self.notice = notice
  }

  /// Waits until the request may be sent.
  func admit(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Pass {
    let waiter = Waiter(
      buckets: self, file: file(of: request), wait: LimitWait(of: request, whenFull, clock), call: request.context,
      cancellation: cancellation)
    defer { waiter.wait.end() }
    let start = clock.now()
    guard let rate = rate(request.context.account) else {
      // Without a configured rate, an unusable file is not an error.
      while let until = try? waiter.closure() { try waiter.sleep(until: until) }
      return pass(since: start)
    }
    while true {
      let time = try line(of: request.context.account).inTurn(
        within: waiter.wait.rest, cancellation,
        begin: { (before) throws(TransportError) in
          try waiter.wait.allow(until: clock.now() + Double(before) * rate.interval)
        },
        { (isMyTurn) throws(TransportError) in
          guard isMyTurn else { throw .limitReached(request.context, until: clock.now() + rate.interval, whenFull) }
          return try waiter.token(rate)
        })
      guard time > clock.now() else { return pass(since: start) }
      try waiter.sleep(for: rate, untilTokenAt: time)
      // The bucket may have been closed in the meantime.
      if try waiter.closure() == nil { return pass(since: start) }
    }
  }

  private func pass(since start: Double) -> Pass {
    let now = clock.now()
    return Pass(sentAt: now, waited: now - start)
  }

  /// Adjusts the bucket after a response: a refusal closes it and narrows the rate; success widens the rate.
  func learn(from response: Response, to request: Request, _ pass: Pass) {
    let rate = rate(request.context.account)
    guard Self.isTooMany(response, request) else {
      guard let rate, (try? file(of: request).read(Cancellation()))?.share ?? 1 < 1 else { return }
      _ = try? file(of: request).change { $0.widen(rate, sentAt: pass.sentAt) }
      return
    }
    let now = clock.now()
    let wait = RetryAfter.seconds(response.headers, now: now)
    // Without a configured rate, the bucket is closed only for as long as a retry would wait.
    guard rate != nil || wait.map({ $0 > 0 && $0 <= RetrySchedule.budget }) ?? false else { return }
    _ = try? file(of: request).change { $0.close(for: wait, sentAt: pass.sentAt, now: now) }
  }

  private static func isTooMany(_ response: Response, _ request: Request) -> Bool {
    switch response.status {
    case 429: request.plan.retry.isQuota?(response) != true
    case 503: response.headers["retry-after"] != nil
    default: false
    }
  }

  private func file(of request: Request) -> BucketFile {
    BucketFile(folder: folder, account: request.context.account.description)
  }

  private func line(of account: Account) -> WaitingLine {
    shared.lines.withLock { lines in
      if let line = lines[account] { return line }
      let line = WaitingLine()
      lines[account] = line
      return line
    }
  }
}

// MARK: Waiting

extension RateBuckets {
  /// A request that waits for a token.
  private struct Waiter {
    /// Seconds over which processes waiting for the same token are spread.
    private static let spread = 0.2

    let buckets: RateBuckets
    let file: BucketFile
    let wait: LimitWait
    let call: CallContext
    let cancellation: Cancellation

    private var clock: WallClock { buckets.clock }

    /// When the bucket reopens; nil if it is open.
    func closure() throws(TransportError) -> Double? {
      try file.read(cancellation)?.closure(now: clock.now())
    }

    /// Takes a token and returns when it may be used.
    func token(_ rate: Rate) throws(TransportError) -> Double {
      while true {
        try cancellation.check()
        let turn = try file.change(cancellation) { (bucket) throws(TransportError) in
          // Read under the lock: with an earlier time, tokens taken in the meantime would look implausible.
          let now = clock.now()
          let turn = bucket.take(rate, now: now)
          if case .token(let time) = turn, time > now { try wait.allow(until: time) }
          return turn
        }
        switch turn {
        case .token(let time): return time
        case .later(let time, let free):
          try wait.allow(until: free)
          try sleep(until: time + buckets.random() * Self.spread, saying: free)
        }
      }
    }

    /// Sleeps until a token may be used. Returns the token if the call is cancelled.
    func sleep(for rate: Rate, untilTokenAt time: Double) throws(TransportError) {
      do throws(TransportError) {
        try sleep(until: time, saying: time)
      } catch {
        _ = try? file.change { $0.giveBack(tokenAt: time, rate) }
        throw error
      }
    }

    func sleep(until time: Double) throws(TransportError) {
      try wait.allow(until: time)
      try sleep(until: time, saying: time)
    }

    private func sleep(until time: Double, saying free: Double) throws(TransportError) {
      let now = clock.now()
      wait.sleeps(until: free)
      if free - now >= 2, buckets.isNews(free) { buckets.notice(call, free) }
      try clock.sleep(max(time - now, 0.001), cancellation)
    }
  }

  /// Whether a wait until this time has not been shown yet.
  private func isNews(_ until: Double) -> Bool {
    shared.told.withLock { told in
      guard until > told + 1 else { return false }
      told = until
      return true
    }
  }
}
