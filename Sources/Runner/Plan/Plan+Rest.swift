import Providers
import Query
import Script

extension Plan {
  /// The number of requests that steps take, by provider, in order of first use.
  public static func requests(of steps: [PlannedStep]) -> [(provider: String, count: Int)] {
    var counts: [(provider: String, count: Int)] = []
    for step in steps where step.requests > 0 {
      if let index = counts.firstIndex(where: { $0.provider == step.account.provider }) {
        counts[index].count += step.requests
      } else {
        counts.append((step.account.provider, step.requests))
      }
    }
    return counts
  }

  /// The plan without the steps that a run has already carried out, for display.
  public func rest(after memory: RunMemory) -> Plan {
    var done: Set<Int> = []
    var written: [UnitKey: Int] = [:]
    for unit in units {
      guard let former = memory.units[unit.key] else { continue }
      if former.isOver { done.formUnion(unit.steps) }
      for index in unit.steps where steps[index].change != .unchanged {
        written[unit.key, default: 0] += 1
        if former.unit.steps[written[unit.key] ?? 0]?.record.state == .done { done.insert(index) }
      }
    }
    var rest = self
    rest.steps = steps.indices.filter { !done.contains($0) }.map { steps[$0] }
    rest.requests = Self.requests(of: rest.steps)
    let (before, now) = (requests.reduce(0) { $0 + $1.count }, rest.requests.reduce(0) { $0 + $1.count })
    rest.estimate = before > 0 ? estimate * Double(now) / Double(before) : 0
    return rest
  }
}
