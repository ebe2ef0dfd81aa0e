/// Limits each attempt to the remaining time of the call. Waiting for rate limits does not count.
public struct TimeoutTransport: Transport {
  private let next: any Transport
  private let seconds: Double?

  /// Creates a transport that limits the time of each call.
  ///
  /// - Parameter seconds: the time for a call; nil uses the client's timeouts.
  public init(_ next: any Transport, seconds: Double?) {
    self.next = next
    self.seconds = seconds
  }

  /// Sends a request within the remaining time; throws a timeout if none is left.
  public func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    guard let seconds, let trace = request.plan.trace else { return try next.send(request, cancellation: cancellation) }
    let rest = ((seconds - trace.elapsed) * 1000).rounded(.up)
    guard rest > 0 else {
      throw TransportError(
        .timeout(.total), sent: .no, message(request, seconds), hint: "try again, or use a longer --timeout")
    }
    var request = request
    request.plan.timeouts = Timeouts(total: Int(min(rest, 1e9)))
    do throws(TransportError) {
      return try next.send(request, cancellation: cancellation)
    } catch {
      var error = error
      if error.kind == .timeout(.total) { error.message = message(request, seconds) }
      throw error
    }
  }

  private func message(_ request: Request, _ seconds: Double) -> String {
    let isWhole = seconds == seconds.rounded() && seconds < 1e15
    return "\(request.context.name): no response within \(isWhole ? "\(Int(seconds))" : "\(seconds)") s"
  }
}

extension Timeouts {
  /// Limits the whole exchange to `total` milliseconds; there is no idle timeout.
  fileprivate init(total: Int) {
    self.init(connect: min(Timeouts().connect, total), idle: 0, total: total)
  }
}
