import HTTP

/// Describes what a call is waiting for: `coderpad.pads.list · 7 s · page 3, 150 items · try 2 of 4`.
struct WaitText {
  let text: String

  /// - Parameters:
  ///   - calls: the calls in progress, oldest first.
  ///   - now: monotonic and Unix seconds.
  init?(_ calls: [CallsUnderWay.Call], now: (monotonic: Double, unix: Double)) {
    // A login that is part of a call begins after the call.
    guard let call = calls.first(where: { !$0.isIncidental }) ?? calls.first else { return nil }
    var parts = [Self.name(call, calls)]
    let elapsed = now.monotonic - call.startedAt
    if elapsed >= 1 { parts.append(DurationText.text(elapsed.rounded(.down))) }
    if let page = call.page, page.page > 1 { parts.append("page \(page.page), \(page.items) items") }
    if let inner = calls.last, inner.isIncidental, !call.isIncidental {
      parts.append("logging in")
    } else {
      parts += Self.reason(call, now.unix).map { [$0] } ?? []
    }
    text = parts.joined(separator: " · ")
  }

  /// The name of the first call in progress; nil if there is none.
  static func name(_ calls: [CallsUnderWay.Call]) -> String? { calls.first.map { name($0, calls) } }

  private static func name(_ call: CallsUnderWay.Call, _ calls: [CallsUnderWay.Call]) -> String {
    let own = calls.count { !$0.isIncidental }
    return "\(call.account).\(call.method)" + (own > 1 ? " and \(own - 1) more" : "")
  }

  /// Why the oldest delayed call is waiting for something other than its first response; nil if none is.
  static func reason(_ calls: [CallsUnderWay.Call], _ now: Double) -> String? {
    calls.lazy.compactMap { call in reason(call, now).map { "\(call.account).\(call.method): \($0)" } }.first
  }

  private static func reason(_ call: CallsUnderWay.Call, _ now: Double) -> String? {
    let limit = CallsUnderWay.maximumTries
    switch call.wait {
    case .answer: return call.tries > 1 ? "try \(call.tries) of \(limit)" : nil
    case .retry(let reason, let time):
      return "\(reason), try \(call.tries + 1) of \(limit) in \(DurationText.text(max(time - now, 0)))"
    case .limit(let time):
      return "rate limit until \(ClockTime.text(time)), \(DurationText.text(max(time - now, 0))) left"
    }
  }
}
