import Diagnostics
import JSON
import Providers
import Query
import Script

/// The state of one apply while it runs.
struct ApplyRun {
  /// Why the remaining steps of a unit are skipped.
  private enum Trouble: Error {
    case drift(PlannedStep, Drift)
    case failure(Failure)

    var failure: Failure {
      switch self {
      case .drift(let step, let drift): drift.failure(step)
      case .failure(let failure): failure
      }
    }

    var state: AppliedStep.State {
      switch self {
      case .drift(_, let drift): .drift(drift)
      case .failure(let failure): .failed(failure)
      }
    }

    /// Whether the following units continue.
    func leavesOthers(outsideOfRows: Bool) -> Bool {
      switch self {
      case .drift: true
      case .failure(let failure): !outsideOfRows && failure.canBeCaught && failure.kind != .auth
      }
    }
  }

  /// A unit that has started.
  private struct Open {
    var work: WorkUnit
    var caller: any Caller
    var trouble: Trouble?
  }

  private let plan: Plan
  private let caller: any Caller
  private let observers: [any UnitObserver]
  private let surroundings: Apply.Surroundings
  private var outputs: StepOutputs
  /// The current statement outside of rows; it may continue after the rows of its loop.
  private var statement: Open?
  private var failed = false

  init(_ plan: Plan, _ caller: any Caller, _ observers: [any UnitObserver], _ surroundings: Apply.Surroundings) {
    self.plan = plan
    self.caller = caller
    self.observers = observers
    self.surroundings = surroundings
    outputs = StepOutputs(plan, secrets: surroundings.secrets)
  }

  mutating func run() -> ScriptOutcome {
    for unit in plan.units {
      guard !surroundings.isCancelled() else {
        return ScriptOutcome(exitCode: ExitCode.interrupted, hasStopped: true)
      }
      if let ending = perform(unit) { return ending }
    }
    finishStatement()
    return ScriptOutcome(exitCode: failed ? ExitCode.rowsFailed : 0)
  }

  /// Sends the steps of a unit. Returns an outcome if the apply cannot continue.
  private mutating func perform(_ unit: PlanUnit) -> ScriptOutcome? {
    if !unit.isContinued, unit.row == nil { finishStatement() }
    var open: Open
    switch begin(unit) {
    case .success(let begun?): open = begun
    case .success(nil):
      statement = nil
      for index in unit.steps { report(index, .skipped) }
      return nil
    case .failure(let failure):
      var outcome = ScriptOutcome(ending: failure)
      outcome.diagnostics = [failure.diagnostic()]
      return outcome
    }
    if open.trouble == nil { open.trouble = send(unit, open) } else { leave(unit.steps) }
    if unit.row == nil { statement = open } else { finish(open) }
    guard let trouble = open.trouble else { return nil }
    failed = true
    guard !trouble.leavesOthers(outsideOfRows: unit.row == nil) else { return nil }
    finishStatement()
    return ScriptOutcome(ending: trouble.failure)
  }

  /// Starts a unit; nil if an observer skips it.
  private func begin(_ unit: PlanUnit) -> Result<Open?, Failure> {
    if unit.isContinued, unit.row == nil, let statement { return .success(statement) }
    let work = WorkUnit(unit.key, seed: 0)
    switch observers.admission(work, row: unit.row) {
    case .run: return .success(Open(work: work, caller: observers.caller(work, caller) ?? caller))
    case .skip, .done: return .success(nil)
    case .refuse(let failure): return .failure(failure)
    }
  }

  private mutating func send(_ unit: PlanUnit, _ open: Open) -> Trouble? {
    for index in unit.steps {
      do throws(Trouble) {
        try send(index, open)
      } catch {
        report(index, error.state)
        leave(index + 1..<unit.steps.upperBound)
        return error
      }
    }
    return nil
  }

  private mutating func send(_ index: Int, _ open: Open) throws(Trouble) {
    let step = plan.steps[index]
    guard step.change != .unchanged else { return report(index, .unchanged) }
    let arguments = try failing { () throws(Failure) in try outputs.resolve(step.arguments) }
    let call = step.call(arguments, open.work)
    // Writes sent by an earlier process have changed the object themselves.
    if !open.work.knowsNextWrite, let now = try failing({ () throws(Failure) in try object(of: step, call, open) }) {
      let drift = Drift(step, now: now, ignoresAdded: surroundings.kind == .undo)
      if !drift.differences.isEmpty {
        guard isAsPlanned(step, now) else { throw .drift(step, drift) }
        outputs.insert(now, of: step, at: index)
        return report(index, .unchanged)
      }
    }
    let payload = try failing { () throws(Failure) in try open.caller.call(call) }
    outputs.insert(payload, of: step, at: index)
    report(index, .done(payload))
  }

  private func failing<Result>(_ body: () throws(Failure) -> Result) throws(Trouble) -> Result {
    do throws(Failure) { return try body() } catch { throw .failure(error) }
  }

  /// Whether an object that has changed since is what the step would make of it.
  private func isAsPlanned(_ step: PlannedStep, _ now: Value) -> Bool {
    switch step.change {
    case .update:
      !step.fields.isEmpty && step.fields.allSatisfy { $0.value(in: now) == outputs.shown($0.after) }
    case .delete: now.isNull
    case .create, .send, .unchanged: false
    }
  }

  /// Reads the object again: null if it is gone; nil if the step does not depend on it.
  private func object(of step: PlannedStep, _ call: Call, _ open: Open) throws(Failure) -> Value? {
    guard step.isReadAgain else { return nil }
    guard var read = surroundings.reading(call) else {
      throw Failure(.usage, "no method shows the object of \(step.name) any more", hint: "make a new plan")
    }
    read.unit = open.work
    return surroundings.redact(try Drift.object(by: read, with: open.caller))
  }

  // MARK: Ends

  private mutating func finishStatement() {
    if let statement { finish(statement) }
    statement = nil
  }

  private func finish(_ open: Open) {
    let outcome: UnitOutcome
    switch open.trouble?.failure {
    case nil: outcome = .done
    case let failure? where failure.isInterruption: outcome = .interrupted
    case let failure?: outcome = .failed(failure)
    }
    for observer in observers { observer.finish(open.work, outcome) }
  }

  private func leave(_ steps: Range<Int>) {
    for index in steps { report(index, .left) }
  }

  private func report(_ index: Int, _ state: AppliedStep.State) {
    var step = plan.steps[index]
    step.arguments = outputs.shown(Value(step.arguments)).object ?? [:]
    step.target = step.target.flatMap { outputs.shown(Value($0)).string ?? outputs.shown(Value($0)).json() }
    for place in step.fields.indices {
      let field = step.fields[place]
      (step.fields[place].before, step.fields[place].after) = (outputs.shown(field.before), outputs.shown(field.after))
    }
    surroundings.report(AppliedStep(step: step, state: state))
  }
}

extension ScriptOutcome {
  /// The outcome of an apply ended by a failure; the failed step has already been reported.
  fileprivate init(ending failure: Failure) {
    let isInterrupted = failure.isInterruption
    self.init(
      exitCode: isInterrupted ? ExitCode.interrupted : failure.endsRow ? ExitCode.rowsFailed : failure.kind.exitCode,
      failure: failure, hasStopped: isInterrupted)
  }
}
