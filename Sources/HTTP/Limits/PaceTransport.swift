import Synchronization

/// Spreads the requests of each provider evenly in time, for `--rate PROVIDER=N/s`; of this process only.
public final class PaceTransport: Transport {
  private let next: any Transport
  private let requestsPerSecond: [String: Double]
  private let clock: WallClock
  /// When each provider's next request may leave.
  private let turns = Mutex<[String: Double]>([:])

  /// - Parameter requestsPerSecond: by provider; the others are not held back.
  public init(_ next: any Transport, requestsPerSecond: [String: Double], clock: WallClock = .system) {
    self.next = next
    self.requestsPerSecond = requestsPerSecond
    self.clock = clock
  }

  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    let wait = turn(of: request.context.provider)
    if wait > 0 { try clock.sleep(wait, cancellation) }
    return try next.send(request, cancellation: cancellation)
  }

  private func turn(of provider: String) -> Double {
    guard let rate = requestsPerSecond[provider], rate > 0 else { return 0 }
    let now = clock.now()
    return turns.withLock { turns in
      let turn = max(turns[provider] ?? now, now)
      turns[provider] = turn + 1 / rate
      return turn - now
    }
  }
}
