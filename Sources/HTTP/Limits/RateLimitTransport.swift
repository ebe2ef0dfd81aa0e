/// Delays requests while their rate window is full or their account's token bucket is empty, and adapts to the server's
/// responses.
public struct RateLimitTransport: Transport {
  private let next: any Transport
  private let windows: RateWindows
  private let buckets: RateBuckets?

  /// Creates a transport that limits the rate of requests to `next`.
  public init(_ next: any Transport, windows: RateWindows, buckets: RateBuckets? = nil) {
    self.next = next
    self.windows = windows
    self.buckets = buckets
  }

  /// Sends a request as soon as the limits allow it.
  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    guard let limit = request.plan.rateLimit else {
      return try send(request, try buckets?.admit(request, cancellation: cancellation), cancellation)
    }
    let (admission, pass) = try admit(request, limit, cancellation)
    do throws(TransportError) {
      let response = try send(request, pass, cancellation)
      windows.settle(admission)
      if response.status == 429, request.plan.retry.isQuota?(response) != true {
        windows.close(limit, after: response)
      }
      return response
    } catch {
      error.sent == .no ? windows.release(admission) : windows.settle(admission)
      throw error
    }
  }

  private func send(
    _ request: Request, _ pass: RateBuckets.Pass?, _ cancellation: Cancellation
  ) throws(TransportError) -> Response {
    let response = try next.send(request, cancellation: cancellation)
    if let pass { buckets?.learn(from: response, to: request, pass) }
    return response
  }

  /// Reserves a slot in the window and a token.
  private func admit(
    _ request: Request, _ limit: RateLimit, _ cancellation: Cancellation
  ) throws(TransportError) -> (Admission, RateBuckets.Pass?) {
    let admission = try windows.admit(limit, for: request, cancellation: cancellation)
    let pass: RateBuckets.Pass?
    do throws(TransportError) {
      pass = try buckets?.admit(request, cancellation: cancellation)
    } catch {
      windows.release(admission)
      throw error
    }
    // The window must count the request when it is sent, so reserve the slot again after waiting.
    guard let pass, pass.waited > 0.01 else { return (admission, pass) }
    windows.release(admission)
    return (try windows.admit(limit, for: request, cancellation: cancellation), pass)
  }
}
