import Diagnostics
import JSON
import Query

extension Execution {
  /// The default interval and limit of `wait until`, in seconds.
  private static let (usualInterval, usualLimit) = (5.0, 600.0)

  func wait(_ wait: Wait) throws(Interruption) {
    switch wait {
    case .duration(let duration): try pause(seconds(duration, "`wait`"))
    case .condition(let condition, let every, let limit):
      let interval = try every.map { (span) throws(Interruption) in try seconds(span, "`every`") } ?? Self.usualInterval
      let limit = try limit.map { (span) throws(Interruption) in try seconds(span, "`for`") } ?? Self.usualLimit
      try hold(until: condition, every: interval, for: limit)
    }
  }

  private func hold(
    until condition: Expression, every interval: Double, for limit: Double
  ) throws(Interruption) {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(limit)
    while try !one(condition, for: "`wait until`").isTruthy {
      // In a plan, no condition changes while waiting.
      if environment.isPlanning { return }
      let left = clock.now.duration(to: end) / .seconds(1)
      guard left > 0 else {
        throw Interruption.failure(
          Failure(
            .timeout, "waited \(Preview.text(Value(limit))) s, and the condition is still not true",
            hint: "`for \"1h\"` waits longer", source: source, range: condition.range))
      }
      try pause(min(max(interval, 0.05), left))
    }
  }

  private func pause(_ seconds: Double) throws(Interruption) {
    guard !environment.isPlanning else { return }
    _ = environment.pause(seconds: seconds, isLimit: false)
    if environment.isCancelled { throw Interruption.cancelled }
  }

  /// Evaluates a time span, as a string or a number of seconds.
  func seconds(_ expression: Expression, _ what: String) throws(Interruption) -> Double {
    let value = try one(expression, for: what)
    guard let seconds = TimeSpan.seconds(of: value), seconds <= 366 * 86_400 else {
      throw scriptError(
        "\(what) takes a time span such as \"5s\", \"10m\" or \"2h\", not \(Preview.text(value))", expression.range)
    }
    return seconds
  }
}
