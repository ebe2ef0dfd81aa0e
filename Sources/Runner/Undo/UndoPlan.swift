import HTTP
public import JSON
public import Providers
import Query

/// The plan that undoes the writes of a run, newest first, and the writes that cannot be undone.
public struct UndoPlan: Sendable {
  /// A write that cannot be undone.
  public struct Lasting: Sendable {
    /// The write.
    public var step: StepRecord
    /// From 1; nil outside of rows.
    public var row: Int?
    /// Why it cannot be undone.
    public var reason: String
  }

  /// The writes that undo those of the run.
  public private(set) var plan: Plan
  /// The writes that cannot be undone.
  public private(set) var lasting: [Lasting] = []
  /// What is lost even though a write is undone, such as learning results; without duplicates.
  public private(set) var caveats: [String] = []
  /// Whether a secret was written. Objects may still contain it, so their current state must not be stored.
  public private(set) var wroteSecrets = false

  /// Plans how to undo the writes of a run.
  ///
  /// - Parameters:
  ///   - memory: the run to undo.
  ///   - rows: the rows to undo; nil for all.
  ///   - others: the keys of the writes that an earlier undo has undone.
  ///   - force: whether to write objects even if they have changed since.
  public init(
    _ memory: RunMemory, rows: Set<Int>?, without others: Set<String>, force: Bool, client: ProviderClient,
    createdAt: String
  ) {
    plan = Plan(
      scriptName: "undo of run \(memory.run)", scriptDigest: memory.start.digest,
      parameters: ["run": Value(memory.run)],
      createdAt: createdAt, requests: [], estimate: 0, steps: [])
    for written in Self.writes(of: memory, rows) where !others.contains(written.key) {
      add(written, force: force, client)
    }
    countRequests()
  }

  /// A write that was carried out.
  private struct Written {
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
  }

  /// The writes of a run that were carried out, newest first.
  private static func writes(of memory: RunMemory, _ rows: Set<Int>?) -> [Written] {
    var writes: [Written] = []
    for former in memory.units.values {
      let row = former.unit.row
      if let rows, !(row.map(rows.contains) ?? false) { continue }
      for (ordinal, step) in former.unit.steps where step.record.state == .done {
        writes.append(Written(step: step, row: row, key: "\(former.number).\(ordinal)"))
      }
    }
    func order(_ written: Written) -> (Double, Int) {
      (written.step.record.answeredAt ?? 0, written.step.record.step)
    }
    return writes.sorted { order($0) > order($1) }
  }

  private mutating func add(_ written: Written, force: Bool, _ client: ProviderClient) {
    if written.step.record.arguments.json().contains(Redactor.mark) { wroteSecrets = true }
    switch client.wayBack(of: written.call) {
    case .none(let reason):
      lasting.append(Lasting(step: written.step.record, row: written.row, reason: reason))
    case .calls(let calls, let caveat):
      if let caveat, !caveats.contains(caveat) { caveats.append(caveat) }
      for (index, call) in calls.enumerated() {
        guard let planned = try? client.outline(of: call) else {
          lasting.append(
            Lasting(step: written.step.record, row: written.row, reason: "its inverse cannot be called any more"))
          return
        }
        let key = written.key + (index > 0 ? ".\(index + 1)" : "")
        plan.steps.append(Self.step(planned, written, key, row: plan.steps.count + 1, force: force))
      }
    }
  }

  private static func step(
    _ planned: PlannedWrite, _ written: Written, _ key: String, row: Int, force: Bool
  ) -> PlannedStep {
    var step = PlannedStep(
      undoing: planned, after: written.step.record.after, sent: written.step.record.arguments, force: force)
    (step.row, step.key) = (row, Value(key))
    return step
  }

  private mutating func countRequests() {
    var counts: [(provider: String, count: Int)] = []
    for step in plan.steps {
      if let index = counts.firstIndex(where: { $0.provider == step.account.provider }) {
        counts[index].count += step.requests
      } else {
        counts.append((step.account.provider, step.requests))
      }
    }
    plan.requests = counts
  }
}

extension PlannedStep {
  /// The step that undoes a write.
  ///
  /// - Parameters:
  ///   - planned: the call that undoes it.
  ///   - after: the object after the write; null if unknown.
  ///   - sent: the arguments of the write.
  ///   - force: whether to write the object even if it has changed since.
  public init(undoing planned: PlannedWrite, after: Value, sent: Value, force: Bool = false) {
    let fields = planned.fields.map { field in
      let name = Text(field.path)
      return ChangedField(path: field.path, before: after[name] ?? sent[name] ?? .null, after: field.after)
    }
    self.init(
      step: 1, row: nil, key: .null, account: planned.account, method: planned.method, risk: planned.risk,
      change: planned.change, target: planned.target, label: nil, arguments: planned.arguments,
      before: force || planned.change == .create ? .null : after, fields: planned.change == .update ? fields : [])
  }
}
