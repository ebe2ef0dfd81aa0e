import Diagnostics
import HTTP
import JSON
import Providers
import Query
import Rendering
import Runner
import Script
import Synchronization
import Terminal

/// The arguments of `edush undo`.
public struct UndoRequest: Sendable {
  /// The number of the run.
  public var run: Int
  /// The rows to undo; empty for all.
  public var rows: Set<Int> = []
  /// Whether to write objects even if they have changed since.
  public var force = false

  /// Creates a request for all rows.
  public init(run: Int) { self.run = run }
}

extension Launch {
  /// Undoes the writes of a run, newest first, as a separate run.
  public func undo(_ request: UndoRequest) -> Int32 {
    do throws(Failure) {
      let folders = Folders(environment: surroundings.environment)
      let journal = Journal(at: folders.journal)
      let memory = try Self.memory(of: request.run, in: journal)
      try refuseOtherWorld(memory)
      try Self.check(request.rows, of: memory)
      let undone = try Self.reading { () throws(JournalError) in try journal.undone(of: request.run) }
      guard let undo = plan(request, memory, without: undone) else { return Interruption.exitCode }
      tell(undo, isRepeated: !undone.isEmpty || undo.isUndoneByItself, request)
      guard !undo.plan.steps.isEmpty else { return undo.lasting.isEmpty ? 0 : ExitCode.rowsFailed }
      guard !options.isDryRun else {
        let status = preview(undo.plan)
        return status == 0 && !undo.lasting.isEmpty ? ExitCode.rowsFailed : status
      }
      var start = RunStart(
        SourceText(name: undo.plan.scriptName, text: undo.plan.file), ScriptRun(), options, surroundings, kind: .undo)
      start.options["undoes"] = Value(request.run)
      let status = perform(undo.plan, start, [], keepsPictures: !undo.wroteSecrets)
      return status == 0 && !undo.lasting.isEmpty ? ExitCode.rowsFailed : status
    } catch {
      return show(error)
    }
  }

  /// Makes the plan; nil if the user interrupts. Sends reads if writes of the run are in doubt.
  private func plan(_ request: UndoRequest, _ memory: RunMemory, without undone: Set<String>) -> UndoPlan? {
    @Sendable func plan(_ client: ProviderClient, _ cancellation: Cancellation) -> UndoPlan {
      let doubts = UndoPlan.Doubts(now: WallClock.system.now()) { write, others in
        client.settle(write, excluding: others, cancellation: cancellation)
      }
      return UndoPlan(
        memory, rows: request.rows.isEmpty ? nil : request.rows, without: undone, force: request.force,
        client: client, settling: doubts)
    }
    guard memory.isInDoubt else { return plan(Services(options, surroundings).providers.client, Cancellation()) }
    let made = Mutex<UndoPlan?>(nil)
    let status = within(.nobody) { session in
      let services = session.services
      return session.supervised {
        let undo = plan(services.providers.client, services.cancellation.value)
        guard !services.cancellation.value.isCancelled else { return ScriptOutcome(exitCode: ExitCode.interrupted) }
        made.withLock { $0 = undo }
        return ScriptOutcome()
      }.exitCode
    }
    return status == 0 ? made.withLock { $0 } : nil
  }

  /// Shows the writes that would be sent, and reports those that would be refused since their object has changed.
  private func preview(_ plan: Plan) -> Int32 {
    within(.nobody, plans: { _ in }) { session in
      let applied = Mutex<[AppliedStep]>([])
      let services = session.services
      let outcome = session.supervised {
        let cancellation = services.cancellation.value
        var surroundings = Apply.Surroundings(
          reading: services.providers.client.reading, redact: session.withoutSecrets,
          isCancelled: { cancellation.isCancelled }, report: { step in applied.withLock { $0.append(step) } })
        surroundings.kind = .undo
        return Apply.run(plan, caller: services.providers.caller, in: surroundings)
      }
      var shown = plan
      shown.steps = applied.withLock { $0 }.compactMap { applied in
        var step = applied.step
        switch applied.state {
        case .done: break
        case .unchanged: step.change = .unchanged
        case .drift, .failed, .left, .skipped: return nil
        }
        return step
      }
      shown.requests = Plan.requests(of: shown.steps)
      StandardStream.output.write(shown.lines(colour: usesColour))
      for step in applied.withLock({ $0 }) {
        guard var diagnostic = step.diagnostic(of: .undo) else { continue }
        if case .drift = step.state { diagnostic.hint = "it would be left as it is; --force writes it anyway" }
        session.console.report([diagnostic])
      }
      return outcome.exitCode
    }
  }

  /// Throws if the run does not have one of the rows.
  private static func check(_ rows: Set<Int>, of memory: RunMemory) throws(Failure) {
    let strange = rows.subtracting(memory.rowNumbers).sorted()
    guard let first = strange.first else { return }
    throw Failure(
      .usage, "run \(memory.run) began no row \(first)", hint: "`edush runs show \(memory.run)` lists its rows")
  }

  private static func reading<Result>(_ body: () throws(JournalError) -> Result) throws(Failure) -> Result {
    do throws(JournalError) {
      return try body()
    } catch {
      throw error.failure(before: true)
    }
  }

  /// Reports what cannot be undone and what is lost, before anything is sent.
  private func tell(_ undo: UndoPlan, isRepeated: Bool, _ request: UndoRequest) {
    var lines: [String] = []
    if !undo.lasting.isEmpty {
      let count = undo.lasting.count
      lines.append("\(count.of("write")) of run \(request.run) cannot be undone:")
      lines += undo.lasting.map { lasting in
        let what = (["\(lasting.step.account).\(lasting.step.method)"] + [lasting.step.target].compactMap(\.self))
          .joined(separator: " ")
        return "  \(lasting.row.map { "row \($0): " } ?? "")\(oneLine(what)): \(lasting.reason)"
      }
    }
    lines += undo.caveats.map { "note: \($0)" }
    if undo.plan.steps.isEmpty, undo.lasting.isEmpty {
      lines.append(
        isRepeated ? "run \(request.run) is already undone" : "run \(request.run) wrote nothing that can be undone")
    }
    for line in lines { StandardStream.error.write(visible(line) + "\n") }
  }
}
