import JSON
import Query
import Script

/// What a run did before it is taken up again.
public struct RunMemory: Sendable {
  /// A unit that ran before.
  struct Former: Sendable {
    var number: Int
    var unit: RunFold.Unit
    /// nil for a statement outside of rows.
    var state: RowRecord.State?

    /// What became of it, for the script that asks.
    var result: RowResult {
      RowResult(state: state?.rawValue ?? "done", value: unit.given, error: unit.error)
    }

    /// Whether it is passed over.
    var isOver: Bool { (state == .done || state == .skipped) && !unit.hasStopped }
  }

  public let run: Int
  public let start: RunStart
  /// Whether the script is the one that ran before.
  public var isSameScript = true
  var units: [UnitKey: Former] = [:]
  var lastUnit = 0
  var counts = RunCounts()
  /// The ids of what the run made.
  var made: Set<String> = []

  /// The writes that may have been carried out, with what they are.
  var doubted: [Step: Digest] {
    var doubted: [Step: Digest] = [:]
    for former in units.values {
      for (ordinal, step) in former.unit.steps where [.sent, .inDoubt].contains(step.record.state) {
        let name = "\(step.record.account) \(step.record.method)"
        doubted[Step(unit: former.unit.key, ordinal: ordinal)] = RunFold.Step.content(name, step.record.arguments)
      }
    }
    return doubted
  }

  /// The numbers of the rows that began, from 1.
  public var rowNumbers: Set<Int> { Set(units.values.compactMap(\.unit.row)) }

  /// How many rows have writes that may have been carried out.
  public var rowsInDoubt: Int { units.values.count { $0.state == .inDoubt } }

  /// - Parameter fold: all of the run's events.
  init?(_ run: Int, _ kind: RunRecord.Kind, _ fold: RunFold) {
    guard let began = fold.began, let start = RunStart(began, kind: kind) else { return nil }
    self.run = run
    self.start = start
    lastUnit = fold.lastUnit
    for (number, unit) in fold.units {
      let isRow = unit.row != nil
      let former = Former(number: number, unit: unit, state: isRow ? unit.rowState : nil)
      units[unit.key] = former
      if let state = former.state { counts.enter(state) }
      counts.writes += unit.steps.values.count { $0.record.state == .done }
      made.formUnion(unit.steps.values.compactMap { $0.payload["id"]?.json() })
    }
  }

  /// Says who goes on, and when.
  func resumed(at time: Double) -> JournalEvent {
    JournalEvent(
      .resumed,
      ["at": Value(time), "host": Value(Host.name), "process": Value(ProcessIdentity.current.number)])
  }
}

extension RunMemory.Former {
  /// Gives a unit what it knew when it ended before.
  func restore(_ unit: WorkUnit, isSameScript: Bool) {
    unit.restore(
      times: self.unit.times,
      writes: self.unit.steps.compactMapValues { step in
        switch step.record.state {
        case .done: (step.answered, nil)
        case .sent, .inDoubt: (step.answered, step.doubt)
        case .intended, .refused, .unsent: nil
        }
      }, matching: isSameScript ? .place : .content, appended: self.unit.appended)
  }
}

extension RunFold.Step {
  fileprivate var answered: AnsweredStep {
    AnsweredStep(
      account: record.account, method: record.method, target: path, arguments: record.arguments, payload: payload,
      lacksSecrets: lacksSecrets, ordinal: record.step, sentAt: record.sentAt)
  }

  fileprivate var doubt: Failure {
    var failure = Failure(
      .transport, "\(record.account).\(record.method) may have been carried out: no response came",
      provider: record.account.provider, hint: "look before it is sent again")
    failure.effect = .maybe
    return failure
  }
}
