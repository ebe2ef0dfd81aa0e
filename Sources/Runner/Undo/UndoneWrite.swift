import JSON
import Providers
import Query

/// A write of a run that an undo considers.
struct UndoneWrite {
  var step: RunFold.Step
  var row: Int?
  /// Identifies it among the writes of the run.
  var key: String

  var call: WrittenCall {
    let record = step.record
    return WrittenCall(
      account: record.account, method: record.method, arguments: record.arguments,
      before: record.before.isNull ? nil : record.before, payload: step.payload.isNull ? nil : step.payload,
      sentAt: record.sentAt, answeredAt: record.answeredAt)
  }

  /// Equal for equal writes.
  var content: Digest {
    RunFold.Step.content("\(step.record.account) \(step.record.method)", step.record.arguments)
  }

  /// Whether it may have been carried out.
  var isInDoubt: Bool { [.sent, .inDoubt].contains(step.record.state) }

  /// The object that it writes, by account and kind; nil if unknown.
  fileprivate var object: String? {
    guard let id = step.record.target ?? step.payload["id"].map({ $0.string ?? $0.json() }) else { return nil }
    return "\(step.record.account) \(step.record.method.prefix { $0 != "." }) \(id)"
  }

  /// The writes of a run that were or may have been carried out, oldest first.
  ///
  /// - Parameters:
  ///   - rows: the rows to include; nil for all.
  ///   - others: the keys of writes to omit.
  static func all(of memory: RunMemory, _ rows: Set<Int>?, without others: Set<String>) -> [UndoneWrite] {
    var writes: [UndoneWrite] = []
    for former in memory.units.values {
      let row = former.unit.row
      if let rows, !(row.map(rows.contains) ?? false) { continue }
      for (ordinal, step) in former.unit.steps {
        let write = UndoneWrite(step: step, row: row, key: "\(former.number).\(ordinal)")
        guard step.record.state == .done || write.isInDoubt, !others.contains(write.key) else { continue }
        writes.append(write)
      }
    }
    func order(_ write: UndoneWrite) -> (Double, Int) {
      (write.step.record.answeredAt ?? write.step.record.sentAt ?? 0, write.step.record.step)
    }
    return writes.sorted { order($0) < order($1) }
  }
}

extension [UndoneWrite] {
  /// The writes, oldest first, without pairs of a write and a later one that undid it, as by `undo` at the prompt.
  /// Writes in between that changed the same fields of the object are omitted as well.
  func withoutUndone(_ client: ProviderClient) -> [UndoneWrite] {
    var removed: Set<Int> = []
    // The writes by the call that undoes them.
    var inverses: [String: [(place: Int, deletes: Bool)]] = [:]
    var places: [String: [Int]] = [:]
    for (place, write) in enumerated() {
      let record = write.step.record
      let name = Self.identity(record.account, record.method, record.arguments)
      if let kept = inverses[name]?.last(where: { !removed.contains($0.place) }) {
        let later = self[kept.place].object.flatMap { places[$0] } ?? []
        let between = later.filter { $0 > kept.place && !removed.contains($0) }
        if kept.deletes || between.allSatisfy({ self[$0].fields.isSubset(of: write.fields) }) {
          removed.formUnion(between + [kept.place, place])
          continue
        }
      }
      guard case .calls(let calls, _) = client.wayBack(of: write.call) else { continue }
      if let object = write.object { places[object, default: []].append(place) }
      guard calls.count == 1, let inverse = try? client.outline(of: calls[0]) else { continue }
      let key = Self.identity(inverse.account, inverse.method, Value(inverse.arguments))
      inverses[key, default: []].append((place, inverse.change == .delete))
    }
    return indices.filter { !removed.contains($0) }.map { self[$0] }
  }

  private static func identity(_ account: Account, _ method: String, _ arguments: Value) -> String {
    "\(account) \(method) \(arguments.json(Format(sortKeys: true)))"
  }
}

extension UndoneWrite {
  fileprivate var fields: Set<String> { Set(step.record.arguments.object?.keys.map(\.string) ?? []) }
}
