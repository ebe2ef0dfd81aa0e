/// Adds the credential to each attempt and traces the request as it is sent.
public struct AuthorizingTransport: Transport {
  private let next: any Transport
  private let clock: WallClock

  /// Creates a transport that passes authorized requests to `next`.
  public init(_ next: any Transport, clock: WallClock = .system) {
    self.next = next
    self.clock = clock
  }

  /// Authorizes and sends a request. Throws if the credential cannot be added.
  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    var request = request
    let origin = request.origin
    try TransportError.wrapping { try request.plan.authorize?(&request) }
    request.origin = origin
    request.plan.trace?.willSend(request)
    try request.plan.departs?()
    let start = clock.now()
    do throws(TransportError) {
      let response = try next.send(request, cancellation: cancellation)
      note(request, start, status: response.status, failure: nil, response.timings)
      return response
    } catch {
      note(request, start, status: nil, failure: error.kind)
      throw error
    }
  }

  private func note(
    _ request: Request, _ start: Double, status: Int?, failure: TransportError.Kind?, _ timings: Timings? = nil
  ) {
    request.plan.trace?.didTry(
      Attempt(
        startedAt: start, duration: clock.now() - start, status: status, failure: failure, timings: timings))
  }
}
