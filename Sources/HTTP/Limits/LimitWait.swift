/// What a call does when it reaches a rate limit.
public enum WhenFull: Sendable, Hashable {
  /// Waits as long as necessary.
  case wait
  /// Waits for at most this many seconds, in total over all limits of one call.
  case waitFor(seconds: Double)
  /// Fails at once.
  case fail
}

/// A call's wait for a rate limit.
struct LimitWait {
  private let call: CallContext
  private let trace: AttemptTrace?
  private let whenFull: WhenFull
  private let clock: WallClock
  private let startedAt: Double
  /// Seconds that the call has already waited for limits.
  private let earlier: Double

  init(of request: Request, _ whenFull: WhenFull, _ clock: WallClock) {
    call = request.context
    trace = request.plan.trace
    self.whenFull = whenFull
    self.clock = clock
    startedAt = clock.now()
    earlier = trace?.content.waited ?? 0
  }

  /// Seconds that the wait may still take.
  var rest: Double {
    switch whenFull {
    case .wait: .infinity
    case .waitFor(let seconds): seconds - earlier - (clock.now() - startedAt)
    case .fail: 0
    }
  }

  /// Throws if waiting until `until` is not wanted or takes too long.
  func allow(until: Double) throws(TransportError) {
    guard until - clock.now() > rest else { return }
    throw TransportError.limitReached(call, until: until, whenFull)
  }

  /// Traces that the call sleeps until `until`.
  func sleeps(until: Double) {
    trace?.waits(for: .limit(until: until))
  }

  /// Adds the wait to the call's total.
  func end() {
    trace?.didWait(seconds: clock.now() - startedAt)
  }
}

extension TransportError {
  static func limitReached(_ call: CallContext, until: Double, _ whenFull: WhenFull) -> TransportError {
    let hint =
      switch whenFull {
      case .wait: "try again then"
      case .waitFor: "try again then, or use a longer --wait"
      case .fail: "try again then, or remove --no-wait to wait"
      }
    return TransportError(
      .rateWindowFull(until: until), sent: .no,
      "the rate limit of \(call.provider) is used up until \(ClockTime.text(until))", hint: hint)
  }
}
