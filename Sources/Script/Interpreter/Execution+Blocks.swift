import Diagnostics
import JSON
import Query

extension Execution {
  /// Runs a block. Bindings and `.` are restored afterwards.
  func run(_ block: Block, binding name: String? = nil, to value: Value = .null) throws(Interruption) {
    let (outer, input) = (scope, last)
    defer { (scope, last) = (outer, input) }
    if let name { scope.bind(name, value) }
    for statement in block.statements { try execute(statement) }
  }

  func decide(_ branches: [Branch], _ otherwise: Block?) throws(Interruption) {
    for branch in branches where try known(one(branch.condition, for: "`if`"), branch.condition).isTruthy {
      return try run(branch.body)
    }
    if let otherwise { try run(otherwise) }
  }

  /// In a plan, throws if a decision depends on data known only to the API.
  func known(_ value: Value, _ expression: Expression) throws(Interruption) -> Value {
    guard environment.isPlanning, Placeholder.isIn(value) else { return value }
    var failure = Placeholder.failure(value.string ?? "")
    (failure.source, failure.range) = (source, expression.range)
    throw Interruption.failure(failure)
  }

  func protect(_ body: Block, _ name: Name, _ handler: Block) throws(Interruption) {
    do throws(Interruption) {
      attention.catchers += 1
      defer { attention.catchers -= 1 }
      try run(body)
    } catch {
      guard let failure = error.failure, failure.canBeCaught else { throw error }
      try run(handler, binding: name.text, to: failure.object)
    }
  }
}
