/// Retries requests that are safe to resend: reads that failed in transit or were rate-limited, and requests that were
/// never sent.
///
/// At most four attempts within sixty seconds and the call's timeout, not counting waits for rate limits.
public struct RetryTransport: Transport {
  /// The maximum number of attempts.
  public static let maximumTries = RetrySchedule.maximumTries

  private let next: any Transport
  private let clock: WallClock
  private let random: @Sendable () -> Double
  private let timeout: Double?
  private let whenFull: WhenFull

  /// Creates a transport that retries requests sent through another one.
  ///
  /// - Parameters:
  ///   - random: a number in 0..<1, for the jitter.
  ///   - timeout: seconds that a call may take, as for `TimeoutTransport`.
  ///   - whenFull: how long to wait after a 429; `fail` applies only to full limits.
  public init(
    _ next: any Transport, clock: WallClock = .system,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }, timeout: Double? = nil,
    whenFull: WhenFull = .wait
  ) {
    self.next = next
    self.clock = clock
    self.random = random
    self.timeout = timeout
    self.whenFull = whenFull == .fail ? .wait : whenFull
  }

  /// Sends a request and retries it if that is safe.
  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    var schedule = RetrySchedule(startedAt: clock.now())
    do throws(TransportError) {
      var response = try send(request, cancellation, &schedule)
      response.attempts = schedule.tries
      return response
    } catch {
      var error = error
      error.attempts = schedule.tries
      if error.sent == .no { error.sent = schedule.sent }
      throw error.inDoubt(request.context.risk)
    }
  }

  private func send(
    _ request: Request, _ cancellation: Cancellation, _ schedule: inout RetrySchedule
  ) throws(TransportError) -> Response {
    var mayRenew = request.plan.retry.renew != nil
    while true {
      schedule.begin()
      request.plan.trace?.begins(try: schedule.tries)
      let outcome = attempt(request, cancellation)
      schedule.end(outcome)
      if mayRenew, case .success(let response) = outcome, response.status == 401 {
        mayRenew = false
        if try renew(request, response) { continue }
      }
      guard let wait = schedule.wait(after: outcome, of: request, now: clock.now(), random: random()),
        try pause(wait, after: outcome, of: request, cancellation)
      else { return try outcome.get() }
    }
  }

  /// Waits before the next attempt; returns false if the call's timeout would expire first.
  private func pause(
    _ wait: Double, after outcome: Result<Response, TransportError>, of request: Request, _ cancellation: Cancellation
  ) throws(TransportError) -> Bool {
    if case .success(let response) = outcome, response.status == 429 {
      let limit = LimitWait(of: request, whenFull, clock)
      defer { limit.end() }
      try limit.allow(until: clock.now() + wait)
      limit.sleeps(until: clock.now() + wait)
      try clock.sleep(wait, cancellation)
      return true
    }
    if let timeout, let trace = request.plan.trace, trace.elapsed + wait >= timeout { return false }
    request.plan.trace?.waits(for: .retry(because: Self.reason(outcome), at: clock.now() + wait))
    try clock.sleep(wait, cancellation)
    return true
  }

  /// Why an attempt is retried, in a few words.
  private static func reason(_ outcome: Result<Response, TransportError>) -> String {
    switch outcome {
    case .success(let response): "status \(response.status)"
    case .failure(let error):
      switch error.kind {
      case .notResolved: "host not found"
      case .timeout: "timed out"
      case .cut: "connection lost"
      default: "no connection"
      }
    }
  }

  private func attempt(_ request: Request, _ cancellation: Cancellation) -> Result<Response, TransportError> {
    Result { () throws(TransportError) in try next.send(request, cancellation: cancellation) }
  }

  private func renew(_ request: Request, _ response: Response) throws(TransportError) -> Bool {
    try TransportError.wrapping { try request.plan.retry.renew?(response) ?? false }
  }
}
