/// Stacks the transports around a client in the required order.
///
/// From the outside in: the permit, so that nothing is sent without policy; preparation; the recording of one exchange
/// per call; retries; redirects; rate limits, which count each attempt; a fresh credential for each attempt; and the
/// timeout.
public struct TransportStack: Sendable {
  /// The log of exchanges.
  public var log: ExchangeLog
  /// Recorders that are notified before and after each exchange, such as the journal and a cassette.
  public var recorders: [any ExchangeRecorder] = []
  /// Replaces secrets in recorded exchanges.
  public var redactor: Redactor
  /// Lists the calls in progress.
  public var underWay: CallsUnderWay?
  /// The rate windows of providers.
  public var windows: RateWindows
  /// The configured rates of accounts.
  public var buckets: RateBuckets?
  /// How long a call may wait for rate limits.
  public var whenFull = WhenFull.wait
  /// Seconds that a call may take, not counting waits for rate limits; nil uses the client's timeouts.
  public var timeout: Double?
  /// The clock for times and waits.
  public var clock = WallClock.system
  /// A number in 0..<1, for the jitter of retries.
  public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

  /// Creates a stack without buckets, recorders and timeout.
  public init(log: ExchangeLog, redactor: Redactor, windows: RateWindows) {
    self.log = log
    self.redactor = redactor
    self.windows = windows
  }

  /// A client that refuses requests without a permit, and does nothing else.
  public static func guarding(_ client: any Transport) -> any Transport { PermitTransport(next: client) }

  /// The complete stack around a client.
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

  /// Only permit and recording around a cassette player. The cassette contains the final outcomes, so nothing is
  /// retried or delayed, and no credential is added.
  public func replaying(_ player: CassettePlayer) -> some Transport {
    let recorded = RecordingTransport(player, log: log, recorders: recorders, redactor: redactor, clock: clock)
    return PermitTransport(next: PreparingTransport(next: recorded))
  }
}
