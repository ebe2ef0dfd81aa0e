/// Holds requests back while their rate window is full or their account's token bucket empty, and learns from the
/// responses what the server wants.
public struct RateLimitTransport: Transport {
  private let next: any Transport
  private let windows: RateWindows
  private let buckets: RateBuckets?

  public init(_ next: any Transport, windows: RateWindows, buckets: RateBuckets? = nil) {
    self.next = next
    self.windows = windows
    self.buckets = buckets
  }

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

  /// A place in the window that was taken just now, and a token.
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
    // The window counts a request when it leaves.
    guard let pass, pass.waited > 0.01 else { return (admission, pass) }
    windows.release(admission)
    return (try windows.admit(limit, for: request, cancellation: cancellation), pass)
  }
}
