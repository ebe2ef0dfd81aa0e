import JSON

/// `any(generator; condition)`, `all(…)` and `isempty(generator)`; stops at the first output that decides the result.
final class SearchNode: Node, @unchecked Sendable {
  enum Goal { case any, all, empty }

  private let generator: Node
  private let condition: Node
  private let goal: Goal

  init(_ goal: Goal, _ generator: Node, _ condition: Node) {
    self.goal = goal
    self.generator = generator
    self.condition = condition
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    var isFound = false
    let signal = try generator.run(input, frame) { (value: consuming Value) throws(Thrown) in
      if goal == .empty {
        isFound = true
        return .stop
      }
      if condition.isScalar {
        isFound = try condition.one(value, frame).isTruthy == (goal == .any)
        return isFound ? .stop : .proceed
      }
      return try condition.run(value, frame) { (decision: consuming Value) in
        isFound = decision.isTruthy == (goal == .any)
        return isFound ? .stop : .proceed
      }
    }
    if !isFound, signal != .proceed { throw Thrown(.unwind(signal)) }
    return .bool(isFound == (goal == .any))
  }
}
