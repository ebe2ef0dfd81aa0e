import JSON
import Query

/// How many rows a loop has, found by evaluating its source once more.
enum RowCount {
  /// As long as that may take.
  private static let limit = Duration.milliseconds(20)

  /// As long as all rows may take, at the end of a run.
  private static let longLimit = Duration.seconds(30)

  /// Goes through the rows of a source that sends nothing.
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

  /// The number of rows of a source that sends nothing and is short; nil of any other.
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
