import JSON
import Query
import Script

/// The state of a run before it is resumed.
public struct RunMemory: Sendable {
  /// A unit that has run before.
  struct Former: Sendable {
    var number: Int
    var unit: RunFold.Unit
    /// nil for a statement outside of rows.
    var state: RowRecord.State?

    /// The result of the row, for scripts that inspect it.
    var result: RowResult {
      RowResult(state: state?.rawValue ?? "done", value: unit.given, error: unit.error)
    }

    /// Whether the unit is skipped.
    var isOver: Bool { (state == .done || state == .skipped) && !unit.hasStopped }
  }

  /// The number of the run.
  public let run: Int
  /// How the run was started.
  public let start: RunStart
  /// Whether the script is the same as in the earlier run.
  public var isSameScript = true
  /// The exit code of the run; nil if its process did not record one.
  public var exitCode: Int?
  /// Whether the run ended with exit code 0.
  public var wasDone: Bool { exitCode == 0 }
  var units: [UnitKey: Former] = [:]
  var lastUnit = 0
  var counts = RunCounts()
  /// The ids of the objects that the run created.
  var made: Set<String> = []

  /// The writes that may have been carried out, with digests of their content.
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

  /// Whether any write may have been carried out.
  public var isInDoubt: Bool { units.values.contains(where: \.unit.isInDoubt) }

  /// The number of rows with writes that may have been carried out.
  public var rowsInDoubt: Int { units.values.count { $0.state == .inDoubt } }

  /// - Parameter fold: all of the run's events.
  init?(_ run: Int, _ kind: RunRecord.Kind, _ fold: RunFold) {
    guard let began = fold.began, let start = RunStart(began, kind: kind) else { return nil }
    self.run = run
    self.start = start
    exitCode = fold.ended?.number("exit_code")
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

  /// The event that records which process resumes the run, and when.
  func resumed(at time: Double) -> JournalEvent {
    JournalEvent(
      .resumed,
      ["at": Value(time), "host": Value(Host.name), "process": Value(ProcessIdentity.current.number)])
  }
}

extension RunMemory.Former {
  /// Gives a unit the state it had when it ended.
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
  static let noResponse = "no response was recorded"

  /// The recorded failure, with the status of the response; nil if there is none.
  var message: String? {
    guard let message = record.error["message"]?.string else { return nil }
    return record.error["status"]?.int.map { "the response was \($0): \(message)" } ?? message
  }

  fileprivate var answered: AnsweredStep {
    AnsweredStep(
      account: record.account, method: record.method, target: path, arguments: record.arguments, payload: payload,
      lacksSecrets: lacksSecrets, ordinal: record.step, sentAt: record.sentAt)
  }

  fileprivate var doubt: Failure {
    var failure = Failure(
      .transport, "\(record.account).\(record.method) may have been carried out: \(message ?? Self.noResponse)",
      provider: record.account.provider, hint: "look before it is sent again")
    failure.effect = .maybe
    return failure
  }
}
