/// Sends again what may be sent again: reads that failed on the way or were put off, and requests that never left.
///
/// At most four tries within sixty seconds, the waits for a full rate window apart.
public struct RetryTransport: Transport {
  private let next: any Transport
  private let clock: WallClock
  private let random: @Sendable () -> Double

  /// - Parameter random: a number in 0..<1, for the jitter.
  public init(
    _ next: any Transport, clock: WallClock = .system,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    self.next = next
    self.clock = clock
    self.random = random
  }

  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    var schedule = RetrySchedule(startedAt: clock.now())
    var mayRenew = request.retry.renew != nil
    while true {
      schedule.begin()
      let outcome = attempt(request, cancellation)
      if mayRenew, case .success(let response) = outcome, response.status == 401 {
        mayRenew = false
        if try renew(request, response) { continue }
      }
      guard let wait = schedule.wait(after: outcome, of: request, now: clock.now(), random: random()) else {
        return try finish(outcome, tries: schedule.tries)
      }
      try clock.sleep(wait, cancellation)
    }
  }

  private func attempt(_ request: Request, _ cancellation: Cancellation) -> Result<Response, TransportError> {
    Result { () throws(TransportError) in try next.send(request, cancellation: cancellation) }
  }

  private func renew(_ request: Request, _ response: Response) throws(TransportError) -> Bool {
    try TransportError.wrapping { try request.retry.renew?(response) ?? false }
  }

  private func finish(_ outcome: Result<Response, TransportError>, tries: Int) throws(TransportError) -> Response {
    switch outcome {
    case .success(var response):
      response.attempts = tries
      return response
    case .failure(var error):
      error.attempts = tries
      throw error
    }
  }
}
