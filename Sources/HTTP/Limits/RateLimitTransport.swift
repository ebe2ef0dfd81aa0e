/// Holds requests back while their rate window is full, and learns from a 429 that the server's is.
public struct RateLimitTransport: Transport {
  private let next: any Transport
  private let windows: RateWindows

  public init(_ next: any Transport, windows: RateWindows) {
    self.next = next
    self.windows = windows
  }

  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    guard let limit = request.plan.rateLimit else { return try next.send(request, cancellation: cancellation) }
    let admission = try windows.admit(limit, for: request.context, cancellation: cancellation)
    do throws(TransportError) {
      let response = try next.send(request, cancellation: cancellation)
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
}
