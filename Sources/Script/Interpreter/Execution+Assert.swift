import Diagnostics
import JSON
import Query

extension Execution {
  /// Asserts that there is at least one output and that all outputs are true.
  func assert(_ condition: Expression, _ message: Expression?) throws(Interruption) {
    do throws(Interruption) {
      try hold(condition, message)
    } catch {
      if case .failure(let failure, let notes) = error, failure.kind == .assert {
        note(condition, ([failure.message] + notes).joined(separator: "\n"))
      }
      throw error
    }
    note(condition, nil)
  }

  private func note(_ condition: Expression, _ message: String?) {
    guard !environment.observers.isEmpty else { return }
    let text = source.text.utf8.dropFirst(condition.range.lower).prefix(condition.range.upper - condition.range.lower)
    let assertion = CheckedAssertion(
      text: String(decoding: Array(text), as: UTF8.self),
      place: "\(source.name):\(source.position(at: condition.range.lower).line)", message: message)
    for observer in environment.observers { observer.checked(assertion, in: context.unit?.key) }
  }

  private func hold(_ condition: Expression, _ message: Expression?) throws(Interruption) {
    if case .binary(let symbol, let left, let right) = condition.kind, let comparison = Comparison(symbol) {
      return try assert(comparison, left, right, condition.range, message)
    }
    var count = 0
    try evaluate(condition) { value throws(Interruption) in
      count += 1
      guard try !known(value, condition).isTruthy else { return true }
      throw try failedAssertion(condition.range, message, ["the value is \(Preview.text(value))"])
    }
    if count == 0 { throw try failedAssertion(condition.range, message, ["there was no value"]) }
  }

  /// Evaluates both operands separately so that they can be shown; the right one first, as jq does.
  private func assert(
    _ comparison: Comparison, _ left: Expression, _ right: Expression, _ range: SourceRange, _ message: Expression?
  ) throws(Interruption) {
    var count = 0
    try evaluate(right) { b throws(Interruption) in
      try evaluate(left) { a throws(Interruption) in
        count += 1
        guard try !comparison.holds(known(a, left), known(b, right)) else { return true }
        throw try failedAssertion(range, message, comparison.sides(a, b))
      }
      return true
    }
    if count == 0 { throw try failedAssertion(range, message, ["there was nothing to compare"]) }
  }

  private func failedAssertion(
    _ range: SourceRange, _ message: Expression?, _ notes: [String]
  ) throws(Interruption) -> Interruption {
    let reason = try message.map { message throws(Interruption) in
      let value = try one(message, for: "the message")
      return value.string ?? value.json()
    }
    let text = "assertion failed" + (reason.map { ": " + $0 } ?? "")
    return .failure(Failure(.assert, text, source: source, range: range), notes: notes)
  }
}

/// A comparison operator of jq.
private struct Comparison {
  let holds: (Value, Value) -> Bool
  private let isEquality: Bool

  /// Both operands as text. For an equality of long values, the place where they differ.
  func sides(_ left: Value, _ right: Value) -> [String] {
    let isCut = [left, right].contains { Preview.text($0) != $0.json() }
    guard isEquality, isCut, let difference = Difference(left, right) else {
      return ["left:  \(Preview.text(left))", "right: \(Preview.text(right))"]
    }
    let (left, right) = difference.sides
    let place = difference.path == "." ? [] : ["they differ at `\(difference.path)`"]
    return place + ["left:  \(left)", "right: \(right)"]
  }

  init?(_ symbol: BinaryOperator) {
    isEquality = symbol == .equal
    switch symbol {
    case .equal: holds = { $0 == $1 }
    case .notEqual: holds = { $0 != $1 }
    case .less: holds = { $0 < $1 }
    case .lessOrEqual: holds = { $0 <= $1 }
    case .greater: holds = { $0 > $1 }
    case .greaterOrEqual: holds = { $0 >= $1 }
    case .add, .subtract, .multiply, .divide, .remainder, .and, .or, .alternative: return nil
    }
  }
}
