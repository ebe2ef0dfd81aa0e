import Synchronization

/// Collects what the transports below did for one exchange: each try, the request as it went out, what
/// it waits for, and how long it waited for rate limits.
final class AttemptTrace: Sendable {
  struct Content {
    var attempts: [Attempt] = []
    var sent: Request?
    /// The credentials of all tries.
    var secrets: [Secret] = []
    /// Seconds that it waited for rate limits.
    var waited = 0.0
    /// The number of the current try, from 1.
    var tries = 0
    var wait = Wait.answer
  }

  private let startedAt = monotonicSeconds()

  private let state = Mutex(Content())

  var content: Content { state.withLock { $0 } }

  func willSend(_ request: Request) {
    var request = request
    // Else each would keep the other.
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

  /// Seconds since the exchange began, without its waits for rate limits.
  var elapsed: Double { monotonicSeconds() - startedAt - content.waited }

  func didTry(_ attempt: Attempt) {
    state.withLock { $0.attempts.append(attempt) }
  }
}

/// One try of a request.
public struct Attempt: Sendable {
  /// Unix seconds.
  public var startedAt: Double
  public var duration: Double
  public var status: Int?
  public var failure: TransportError.Kind?
  /// Of its response; nil where none came.
  public var timings: Timings?
}
