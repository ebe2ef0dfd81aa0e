import Diagnostics
import Query

// Assignments to variables, such as `x = 5` and `$n += 1`, which jq does not have.

extension Checker {
  /// Reports a statement that assigns to a variable or to a bare name; returns false for others.
  mutating func reportAssignment(_ statement: Expression) -> Bool {
    guard case .update(let symbol, let left, let right) = statement.kind else { return false }
    let value = script.source[right.range]
    switch left.kind {
    case .variable(let name):
      let operation = symbol == .assign ? value : "$\(name.text) \(symbol.rawValue.dropLast()) \(value)"
      report(
        .error, "assigned-variable", "a variable keeps its value",
        hint: scope.names.contains(name.text)
          ? "`let \(name.text) = \(operation)` binds it again until the end of the block; `let rows = for … { give … }` collects values"
          : "`let \(name.text) = \(operation)` binds it", at: statement.range)
      return true
    case .function(let name, let arguments):
      guard arguments.isEmpty, Builtin.all.allSatisfy({ $0.name != name.text || $0.arity > 0 }),
        !scope.functions.contains(where: { $0.definition.name.text == name.text })
      else { return false }
      if scope.names.contains(name.text) {
        let operation = symbol == .assign ? value : "$\(name.text) \(symbol.rawValue.dropLast()) \(value)"
        report(
          .error, "assigned-variable", "a variable keeps its value",
          hint: "`let \(name.text) = \(operation)` binds it again until the end of the block", at: statement.range)
        return true
      }
      guard symbol == .assign else { return false }
      report(
        .error, "assigned-variable", "`\(name.text)` is not a variable yet",
        hint: "`let \(name.text) = \(value)` binds it",
        at: statement.range)
      return true
    default: return false
    }
  }
}
