import JSON
import Query

/// The state of a run, folded from its events: its units, their writes, and how far each came.
struct RunFold: Sendable {
  /// A unit that is running or has run.
  struct Unit: Sendable {
    var key: UnitKey
    /// From 1; nil for a statement outside of rows.
    var row: Int?
    var name: Value = .null
    var content: Value = .null
    /// Nil while the unit runs, and if its process ended first.
    var state: RowRecord.State?
    var attempts = 1
    var error = Value.null
    /// The result that the script produced for the row.
    var given = Value.null
    var duration = 0.0
    var steps: [Int: Step] = [:]
    var times: [Double] = []
    /// The pieces it appended to files.
    var appended: [Int: FilePiece] = [:]
    /// Whether the unit ended the script.
    var hasStopped = false
    /// For a statement outside of rows: whether the user chose to skip it.
    var isLeftOut = false
  }

  /// A write of a unit.
  struct Step: Sendable {
    var record: StepRecord
    /// The path parameters.
    var path: [String]
    var origin: String
    /// The output of the call.
    var payload = Value.null
    /// Whether the payload lacks secret parts.
    var lacksSecrets = false
    /// The send time since boot, which changes of the wall clock do not affect.
    var uptime: Uptime?

    /// The send time; nil if the write was not sent.
    var sendTime: SendTime? { record.sentAt.map { SendTime(at: $0, uptime: uptime) } }
  }

  private(set) var began: JournalEvent?
  private(set) var units: [Int: Unit] = [:]
  private(set) var ended: JournalEvent?
  /// The highest unit number.
  private(set) var lastUnit = 0
  /// The number of rows of each loop whose source is exhausted.
  private var totals: [Int: Int] = [:]
  private var requests = 0
  /// Requests of processes that ended without reporting a count.
  private var unsaid = 0

  mutating func add(_ event: JournalEvent) {
    switch event.name {
    case .began: began = event
    case .resumed:
      ended = nil
      requests += unsaid
      unsaid = 0
    case .unit: begin(event)
    case .clock: change(event) { $0.times += event["times"]?.array?.compactMap(\.double) ?? [] }
    case .intended: change(event) { unit in event.number("step").map { unit.steps[$0] = Step(event, $0) } }
    case .sent:
      step(event, .sent) { step in
        step.record.sentAt = event.seconds("at")
        step.uptime = Uptime(event["uptime"])
      }
      unsaid += 1
    case .done, .refused, .unsent, .inDoubt: answer(event)
    case .settled: step(event, event.text("as").flatMap(StepRecord.State.init) ?? .done) { Self.settle(&$0, event) }
    case .appended:
      change(event) { unit in event.number("append").map { unit.appended[$0] = FilePiece(event) } }
    case .leftOut: change(event) { $0.isLeftOut = true }
    case .row: finish(event)
    case .loop:
      if let loop = event.number("loop"), let rows = event.number("rows") { totals[loop - 1] = rows }
    case .ended:
      ended = event
      requests += event.number("requests") ?? 0
      unsaid = 0
    }
  }

  private mutating func begin(_ event: JournalEvent) {
    guard let number = event.number("unit"), let key = UnitKey(event) else { return }
    lastUnit = max(lastUnit, number)
    // A resumed run continues with the existing units.
    guard units[number] == nil else { return }
    units[number] = Unit(
      key: key, row: event.number("row"), name: event["key"] ?? .null, content: event["value"] ?? .null)
  }

  private mutating func change(_ event: JournalEvent, _ body: (inout Unit) -> Void) {
    guard let number = event.number("unit"), units[number] != nil else { return }
    body(&units[number, default: Unit(key: .statement(0))])
  }

  private mutating func step(
    _ event: JournalEvent, _ state: StepRecord.State, _ body: (inout Step) -> Void
  ) {
    change(event) { unit in
      guard let number = event.number("step"), var step = unit.steps[number] else { return }
      step.record.state = state
      body(&step)
      step.lacksSecrets = step.lacksSecrets || event.flag("lacks_secrets")
      unit.steps[number] = step
    }
  }

  private mutating func answer(_ event: JournalEvent) {
    let state: StepRecord.State =
      switch event.name {
      case .done: .done
      case .refused: .refused
      case .unsent: .unsent
      default: .inDoubt
      }
    step(event, state) { step in
      step.record.answeredAt = state == .unsent ? nil : event.seconds("at")
      step.record.exchange = event.number("exchange")
      step.record.error = event["error"] ?? .null
      step.output(event)
      if state == .unsent { step.record.sentAt = nil }
    }
  }

  private static func settle(_ step: inout Step, _ event: JournalEvent) {
    step.record.answeredAt = event.seconds("at")
    step.output(event)
    if step.record.state == .done { step.record.error = .null }
  }

  private mutating func finish(_ event: JournalEvent) {
    begin(event)
    change(event) { unit in
      unit.state = event.text("state").flatMap(RowRecord.State.init)
      unit.attempts = event.number("attempts") ?? 1
      unit.hasStopped = event.flag("stopped")
      unit.error = event["error"] ?? .null
      unit.given = event["given"] ?? .null
      unit.duration = event.seconds("duration_ms") ?? 0
    }
  }
}

extension RunFold.Unit {
  /// Whether the outcome of any write is unknown.
  var isInDoubt: Bool { steps.values.contains { [.sent, .inDoubt].contains($0.record.state) } }

  /// The state of the row, even if its process ended during it.
  var rowState: RowRecord.State {
    isInDoubt && state != .done && state != .skipped ? .inDoubt : state ?? .interrupted
  }

  fileprivate var records: [StepRecord] {
    steps.sorted { $0.key < $1.key }.map { _, step in
      var record = step.record
      // It was sent, but no outcome was recorded.
      if record.state == .sent { record.state = .inDoubt }
      return record
    }
  }
}

extension RunFold {
  var counts: RunRecord.Counts {
    var counts = RunRecord.Counts()
    var begun: [Int: Int] = [:]
    for unit in units.values {
      counts.writes += unit.steps.values.count { $0.record.state == .done }
      guard case .row(let loop, _) = unit.key else {
        counts.inDoubt += unit.isInDoubt ? 1 : 0
        continue
      }
      counts.rows += 1
      if unit.rowState != .interrupted { begun[loop, default: 0] += 1 }
      switch unit.rowState {
      case .done: counts.done += 1
      case .failed: counts.failed += 1
      case .skipped: counts.skipped += 1
      case .inDoubt: counts.inDoubt += 1
      case .interrupted: break
      }
    }
    counts.requests = requests + unsaid
    let loops = units.values.compactMap { unit in if case .row(let loop, _) = unit.key { loop } else { nil } }
    let isKnown = loops.allSatisfy { totals[$0] != nil }
    counts.left = isKnown ? totals.reduce(0) { $0 + max(0, $1.value - (begun[$1.key] ?? 0)) } : nil
    return counts
  }

  /// Returns the run as a record.
  /// - Parameter isAlive: whether the process of the run is still running.
  func record(_ number: Int?, _ kind: RunRecord.Kind, startedAt: Double, isAlive: Bool) -> RunRecord {
    let exitCode = ended?.number("exit_code")
    let state = RunRecord.State(exitCode: exitCode, isAlive: isAlive)
    var record = RunRecord(
      kind, number: number, scriptName: began?["script"]?["name"]?.string ?? "",
      scriptDigest: began?["script"]?["sha256"]?.string ?? "", parameters: began?["parameters"]?.object ?? [:],
      state: state, exitCode: exitCode, startedAt: startedAt, endedAt: ended?.seconds("at"))
    record.counts = counts
    let sorted = units.sorted { $0.key < $1.key }.map(\.value)
    record.rows = sorted.compactMap(\.record)
    record.main = sorted.filter { $0.row == nil }.flatMap(\.records).enumerated().map { index, step in
      var step = step
      step.step = index + 1
      return step
    }
    return record
  }
}

extension RunFold.Unit {
  fileprivate var record: RowRecord? {
    guard case .row(let loop, _) = key, let row else { return nil }
    return RowRecord(
      row: row, loop: loop + 1, key: name, content: content, state: rowState, attempts: attempts, error: error,
      durationMilliseconds: duration, steps: records)
  }
}

extension RunFold.Step {
  fileprivate mutating func output(_ event: JournalEvent) {
    payload = event["payload"] ?? .null
    record.after = event["after"] ?? payload
  }

  fileprivate init(_ event: JournalEvent, _ number: Int) {
    record = StepRecord(
      step: number, account: Account(event.text("provider") ?? "", profile: event.text("profile")),
      method: event.text("method") ?? "", risk: event.text("class").flatMap(Risk.init) ?? .destructive,
      state: .intended, target: event.text("target"), arguments: event["arguments"] ?? .null,
      before: event["before"] ?? .null)
    path = event["path"]?.array?.compactMap(\.string) ?? []
    origin = event.text("origin") ?? ""
  }
}

extension UnitKey {
  /// The unit that an event refers to.
  init?(_ event: JournalEvent) {
    if let statement = event.number("statement") {
      self = .statement(statement)
    } else if let loop = event.number("loop"), let digest = event.text("digest").flatMap(Digest.init(hexadecimal:)) {
      self = .row(loop: loop - 1, key: .content(digest, occurrence: event.number("occurrence") ?? 0))
    } else {
      return nil
    }
  }

  /// The members that identify the unit in an event.
  var members: Object {
    switch self {
    case .statement(let index): ["statement": Value(index)]
    case .row(let loop, .content(let digest, let occurrence)):
      ["loop": Value(loop + 1), "digest": Value(digest.hexadecimal), "occurrence": Value(occurrence)]
    case .row(let loop, .index(let index)): ["loop": Value(loop + 1), "row": Value(index + 1)]
    }
  }
}

extension RunFold.Step {
  /// A digest of a write's method and arguments; equal writes have equal digests.
  static func content(_ name: String, _ arguments: Value) -> Digest { Digest([Value(name), arguments]) }
}
