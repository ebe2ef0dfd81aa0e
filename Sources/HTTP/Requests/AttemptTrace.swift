import Synchronization

/// Collects what the inner transports do for one exchange: each attempt, the request as it was sent, what it is waiting
/// for, and how long it waited for rate limits.
final class AttemptTrace: Sendable {
  struct Content {
    var attempts: [Attempt] = []
    var sent: Request?
    /// The credentials of all attempts.
    var secrets: [Secret] = []
    /// Seconds spent waiting for rate limits.
    var waited = 0.0
    /// The number of the current attempt, from 1.
    var tries = 0
    var wait = Wait.answer
  }

  private let startedAt = monotonicSeconds()

  private let state = Mutex(Content())

  var content: Content { state.withLock { $0 } }

  func willSend(_ request: Request) {
    var request = request
    // Avoid a reference cycle.
    request.plan.trace = nil
    state.withLock { [request] content in
      content.sent = request
      content.secrets += request.headers.secrets
    }
  }

  func begins(try number: Int) {
    state.withLock { ($0.tries, $0.wait) = (number, .answer) }
  }

  func waits(for wait: Wait) {
    state.withLock { $0.wait = wait }
  }

  func didWait(seconds: Double) {
    state.withLock { content in
      content.waited += max(seconds, 0)
      content.wait = .answer
    }
  }

  /// Seconds since the exchange began, without waits for rate limits.
  var elapsed: Double { monotonicSeconds() - startedAt - content.waited }

  func didTry(_ attempt: Attempt) {
    state.withLock { $0.attempts.append(attempt) }
  }
}

/// One attempt to send a request.
public struct Attempt: Sendable {
  /// Unix seconds.
  public var startedAt: Double
  /// The duration, in seconds.
  public var duration: Double
  /// The HTTP status; nil without a response.
  public var status: Int?
  /// The kind of the error; nil if there was none.
  public var failure: TransportError.Kind?
  /// The timings of the response; nil if there was none.
  public var timings: Timings?
}
