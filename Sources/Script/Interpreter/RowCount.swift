import JSON
import Query

/// Counts the rows of a loop by evaluating its source separately.
enum RowCount {
  /// The time limit before a loop.
  private static let limit = Duration.milliseconds(20)

  /// The time limit at the end of a run.
  private static let longLimit = Duration.seconds(30)

  /// Iterates over the rows of a source that sends nothing.
  static func forEach(_ source: Expression, in execution: Execution, _ body: (Value) -> Void) {
    guard let filter = try? execution.filter(source), !filter.makesCalls,
      let context = execution.environment.makeQuietContext()
    else { return }
    let clock = ContinuousClock()
    let end = clock.now + longLimit
    context.isCancelled = { clock.now > end }
    try? filter.run(execution.last, variables: execution.scope.values, context: context) { (value: consuming Value) in
      body(value)
      return true
    }
  }

  /// The number of rows of a short source that sends nothing; nil for other sources.
  static func early(_ source: Expression, in execution: Execution) -> Int? {
    guard let filter = try? execution.filter(source), !filter.makesCalls,
      let context = execution.environment.makeQuietContext()
    else { return nil }
    let clock = ContinuousClock()
    let end = clock.now + limit
    let environment = execution.environment
    context.isCancelled = { clock.now > end || environment.isCancelled }
    var count = 0
    do throws(EvaluationError) {
      try filter.run(execution.last, variables: execution.scope.values, context: context) { (_: consuming Value) in
        count += 1
        return count % 256 != 0 || clock.now <= end
      }
    } catch {
      return nil
    }
    return clock.now <= end ? count : nil
  }
}
