import Calendar
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

  /// How the writes in doubt of the run are settled.
  public struct Doubts {
    /// Unix seconds.
    public var now: Double
    /// Asks the API. `others` contains the ids of objects that other writes of the run created.
    public var settle: (WrittenCall, _ others: [Value]) -> Settlement

    /// Creates a way to settle writes in doubt.
    public init(now: Double, settle: @escaping (WrittenCall, [Value]) -> Settlement) {
      self.now = now
      self.settle = settle
    }
  }

  /// The writes that undo those of the run.
  public private(set) var plan: Plan
  /// The writes that cannot be undone.
  public private(set) var lasting: [Lasting] = []
  /// Data that is lost even though a write is undone, such as learning results; without duplicates.
  public private(set) var caveats: [String] = []
  /// Whether the run itself has undone all of its writes.
  public private(set) var isUndoneByItself = false
  /// Whether a secret was written. Objects may still contain it, so their current state must not be stored.
  public private(set) var wroteSecrets = false

  /// Plans how to undo the writes of a run.
  ///
  /// - Parameters:
  ///   - memory: the run to undo.
  ///   - rows: the rows to undo; nil for all.
  ///   - others: the keys of the writes that an earlier undo has undone.
  ///   - force: whether to write objects even if they have changed since.
  ///   - doubts: settles the writes in doubt.
  public init(
    _ memory: RunMemory, rows: Set<Int>?, without others: Set<String>, force: Bool, client: ProviderClient,
    settling doubts: Doubts
  ) {
    plan = Plan(
      scriptName: "undo of run \(memory.run)", scriptDigest: memory.start.digest,
      parameters: ["run": Value(memory.run)],
      createdAt: ISOTime.text(doubts.now), requests: [], estimate: 0, steps: [])
    let writes = settle(UndoneWrite.all(of: memory, rows, without: others), memory, doubts)
    let open = writes.withoutUndone(client)
    isUndoneByItself = open.isEmpty && !writes.isEmpty
    for written in open.reversed() { add(written, force: force, client) }
    plan.requests = Plan.requests(of: plan.steps)
  }

  /// Determines for each write in doubt whether it was carried out. Writes that were carried out are undone; if this
  /// remains unknown, the write cannot be undone.
  private mutating func settle(_ writes: [UndoneWrite], _ memory: RunMemory, _ doubts: Doubts) -> [UndoneWrite] {
    guard writes.contains(where: \.isInDoubt) else { return writes }
    var made = memory.made
    var open = writes.filter(\.isInDoubt)
    var counts = (done: 0, not: 0)
    var settled: [UndoneWrite] = []
    for var write in writes {
      guard write.isInDoubt else {
        settled.append(write)
        continue
      }
      open.removeAll { $0.key == write.key }
      var call = write.call
      call.sentAt = write.step.sendTime?.time(now: doubts.now)
      call.rivals = open.count { $0.content == write.content }
      switch doubts.settle(call, made.compactMap { try? Value.parse($0) }) {
      case .done(let payload):
        write.step.record.state = .done
        (write.step.payload, write.step.record.after) = (payload, payload)
        if let id = payload["id"] { made.insert(id.json()) }
        settled.append(write)
        counts.done += 1
      case .notDone: counts.not += 1
      case .unclear(let reason):
        let why = "it may have been carried out" + (reason.isEmpty ? "" : ": \(reason)")
        lasting.append(Lasting(step: write.step.record, row: write.row, reason: why))
      }
    }
    if counts.done + counts.not > 0 {
      caveats.append("writes in doubt: \(counts.done) carried out, \(counts.not) not")
    }
    return settled
  }

  private mutating func add(_ written: UndoneWrite, force: Bool, _ client: ProviderClient) {
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
    _ planned: PlannedWrite, _ written: UndoneWrite, _ key: String, row: Int, force: Bool
  ) -> PlannedStep {
    var step = PlannedStep(
      undoing: planned, after: written.step.record.after, sent: written.step.record.arguments, force: force)
    (step.row, step.key) = (row, Value(key))
    return step
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
