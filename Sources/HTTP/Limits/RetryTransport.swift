/// Sends again what may be sent again: reads that failed on the way or were put off, and requests that never left.
///
/// At most four tries within sixty seconds and the time of the call, the waits for rate limits apart.
public struct RetryTransport: Transport {
  /// How often a request is sent at most.
  public static let maximumTries = RetrySchedule.maximumTries

  private let next: any Transport
  private let clock: WallClock
  private let random: @Sendable () -> Double
  private let timeout: Double?
  private let whenFull: WhenFull

  /// - Parameters:
  ///   - random: a number in 0..<1, for the jitter.
  ///   - timeout: seconds that a call may take, as `TimeoutTransport` has it.
  ///   - whenFull: how long a 429 may be waited out; `fail` is about full limits only.
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

  /// Waits for the next try; false where the time of the call would be over by then.
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

  /// A few words for why a try has to be repeated.
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
