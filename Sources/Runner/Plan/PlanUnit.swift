import Diagnostics
import JSON
import Query
import Script

/// Consecutive steps of one row, or of one statement outside of rows.
struct PlanUnit {
  var key: UnitKey
  /// nil outside of rows.
  var row: Row?
  /// The indices of the steps in the plan.
  var steps: Range<Int>
  /// Whether it continues the statement that began before the rows of its loop.
  var isContinued = false
}

extension Plan {
  /// All units in step order. A row is identified by its content, as when a script runs. Loops and statements are
  /// numbered in order of appearance; those without steps are not counted.
  var units: [PlanUnit] {
    var units: [PlanUnit] = []
    var (loop, statement) = (-1, -1)
    var lastRow: Int?
    var occurrences: [UnitKey: Int] = [:]
    for (index, step) in steps.enumerated() {
      if let last = units.last, index > 0, steps[index - 1].isFollowed(by: step) {
        units[units.count - 1].steps = last.steps.lowerBound..<(index + 1)
        continue
      }
      let steps = index..<(index + 1)
      guard let number = step.row else {
        let isContinued = step.step > 1 && statement >= 0
        if !isContinued { statement += 1 }
        units.append(PlanUnit(key: .statement(statement), row: nil, steps: steps, isContinued: isContinued))
        continue
      }
      if lastRow.map({ number <= $0 }) ?? true { loop += 1 }
      lastRow = number
      let digest = Digest(step.key)
      let first = UnitKey.row(loop: loop, key: .content(digest, occurrence: 0))
      let occurrence = occurrences[first, default: 0]
      occurrences[first] = occurrence + 1
      units.append(
        PlanUnit(
          key: .row(loop: loop, key: .content(digest, occurrence: occurrence)), row: row(number, step.key), steps: steps
        ))
    }
    return units
  }

  private func row(_ number: Int, _ key: Value) -> Row {
    Row(
      index: number - 1, value: key, key: key, name: "row", source: SourceText(name: scriptName, text: ""),
      range: SourceRange(0, 0))
  }
}

extension PlannedStep {
  /// Whether the next step belongs to the same row or statement.
  fileprivate func isFollowed(by next: PlannedStep) -> Bool {
    row == next.row && key == next.key && next.step > step
  }

  /// The call that the step sends.
  func call(_ arguments: Object, _ unit: WorkUnit) -> Call {
    let names = method.split(separator: ".", maxSplits: 1).map(String.init)
    var call = Call(
      account, resource: names.count > 1 ? names[0] : nil, method: names.last ?? method,
      arguments: arguments.map { Call.Argument(name: $0.key.string, value: $0.value, range: SourceRange(0, 0)) },
      range: SourceRange(0, 0))
    call.unit = unit
    return call
  }
}
