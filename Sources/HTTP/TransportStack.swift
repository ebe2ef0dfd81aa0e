/// Puts the transports around a client in the one right order.
///
/// The permit first, so that nothing leaves that policy did not see; then whether it can be sent at all; the record of one
/// exchange per call, its tries, its redirects, the rate limits that count each of them, the credential, fresh for
/// each, and last the time that is left.
public struct TransportStack: Sendable {
  public var log: ExchangeLog
  /// Journal, cassette: told before and after.
  public var recorders: [any ExchangeRecorder] = []
  public var redactor: Redactor
  /// Where calls are listed while they are under way.
  public var underWay: CallsUnderWay?
  public var windows: RateWindows
  /// The wanted rates of accounts.
  public var buckets: RateBuckets?
  /// How long a rate limit may be waited for in one call.
  public var whenFull = WhenFull.wait
  /// Seconds that a call may take, the waits for rate limits apart; nil leaves it to the client.
  public var timeout: Double?
  public var clock = WallClock.system
  /// A number in 0..<1, for the jitter of retries.
  public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

  public init(log: ExchangeLog, redactor: Redactor, windows: RateWindows) {
    self.log = log
    self.redactor = redactor
    self.windows = windows
  }

  /// A client that refuses requests without a permit, and nothing else.
  public static func guarding(_ client: any Transport) -> any Transport { PermitTransport(next: client) }

  /// The whole stack above a client.
  public func around(_ client: any Transport) -> some Transport {
    let timed = TimeoutTransport(client, seconds: timeout)
    let authorized = AuthorizingTransport(timed, clock: clock)
    let limited = RateLimitTransport(authorized, windows: windows, buckets: buckets)
    let redirected = RedirectTransport(limited)
    let retried = RetryTransport(redirected, clock: clock, random: random, timeout: timeout, whenFull: whenFull)
    let recorded = RecordingTransport(
      retried, log: log, recorders: recorders, redactor: redactor, underWay: underWay, clock: clock)
    return PermitTransport(next: PreparingTransport(next: recorded))
  }

  /// The record alone above a recording that is played back: it holds what came of all tries, so nothing is tried again
  /// or waited for, and no credential is added.
  public func replaying(_ player: CassettePlayer) -> some Transport {
    let recorded = RecordingTransport(player, log: log, recorders: recorders, redactor: redactor, clock: clock)
    return PermitTransport(next: PreparingTransport(next: recorded))
  }
}
