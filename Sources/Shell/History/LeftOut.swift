import Diagnostics
import HTTP
import Query
import Script

/// The statements of a session that a script omits, with reasons.
struct LeftOut {
  private enum Reason {
    case failed, repeated, unused, numbered
  }

  private var reasons: [Reason: Int] = [:]
  private var indices: Set<Int> = []

  /// - Parameter failed: the number of failed lines.
  init(failed: Int) { if failed > 0 { reasons[.failed] = failed } }

  func contains(_ index: Int) -> Bool { indices.contains(index) }

  private mutating func leave(_ index: Int, _ reason: Reason) {
    guard indices.insert(index).inserted else { return }
    reasons[reason, default: 0] += 1
  }

  /// A comment about the omissions; nil if there are none.
  var comment: String? {
    let parts = [
      part(.failed, "line that failed", "lines that failed"), part(.repeated, "repeat", "repeats"),
      part(.unused, "unused variable", "unused variables"),
      part(.numbered, "line about exchanges by number", "lines about exchanges by number"),
    ].compactMap(\.self)
    return parts.isEmpty ? nil : "# omitted: " + parts.joined(separator: ", ")
  }

  private func part(_ reason: Reason, _ one: String, _ several: String) -> String? {
    reasons[reason].map { "\($0) \($0 == 1 ? one : several)" }
  }
}

extension LeftOut {
  /// Omits references to exchanges by number, since the numbers differ when a script runs.
  mutating func leaveNumbered(_ units: [ScriptUnit]) {
    for index in units.indices where units[index].setsLast {
      var isNumbered = false
      for expression in units[index].expressions {
        expression.visit { if case .exchange = $0.kind { isNumbered = true } }
      }
      if isNumbered { leave(index, .numbered) }
    }
  }

  /// Omits repeated reads, unless they are referred to or their value is used.
  mutating func leaveRepeats(_ units: [ScriptUnit], keeping sources: Set<Int>) {
    for index in units.indices where !sources.contains(index) && !contains(index) {
      guard let earlier = units.indices[..<index].last(where: { units[$0].isSame(as: units[index]) }),
        !units[earlier].hasWritten, !units[index].hasWritten, !isRead(index, units)
      else { continue }
      let names = units[index].usedNames
      let isBoundAgain = units[earlier..<index].contains { $0.boundName.map(names.contains) ?? false }
      if !isBoundAgain { leave(index, .repeated) }
    }
  }

  /// Whether a later statement uses the value of a statement as `.`.
  private func isRead(_ index: Int, _ units: [ScriptUnit]) -> Bool {
    for other in units.indices[(index + 1)...] where !contains(other) {
      if units[other].reading != .none { return true }
      if units[other].setsLast { return false }
    }
    return false
  }

  /// Omits unused variables. A write is kept without its variable.
  mutating func leaveUnused(_ units: inout [ScriptUnit], keeping sources: Set<Int>) {
    var used: Set<String> = []
    for index in units.indices.reversed() where !contains(index) {
      if case .bind(let name, _) = units[index].statement?.kind, used.remove(name.text) == nil, !sources.contains(index)
      {
        if !units[index].hasWritten {
          leave(index, .unused)
          continue
        }
        units[index].isUnbound = !isRead(index, units)
      }
      used.formUnion(units[index].usedNames)
    }
  }
}

extension ScriptUnit {
  /// Whether another statement is the same expression, independent of the last value, with the same calls.
  fileprivate func isSame(as other: ScriptUnit) -> Bool {
    guard setsLast, reading == .none, source.text == other.source.text else { return false }
    return exchanges.map(\.account) == other.exchanges.map(\.account)
      && exchanges.map(\.method) == other.exchanges.map(\.method)
  }
}
