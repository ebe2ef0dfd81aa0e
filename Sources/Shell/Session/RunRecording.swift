import Diagnostics
import Glibc
import HTTP
import JSON
import Providers
import Query
import Release
import Runner
import Script
import Synchronization

/// A run of the shell, either a script or a session of the prompt, and its recording.
final class RunRecording: Sendable {
  let recorder: RunRecorder
  private let session: ShellSession
  private let kind: RunRecord.Kind
  private let former: [RunStart.Module]
  /// Whether the resumed run was already done.
  let wasDone: Bool
  /// Selects only the failed rows of another run; nil for all rows.
  private let choice: RowChoice?
  private let shard: Shard?
  /// The number of exchanges before the run.
  private let exchangesBefore: Int
  private let keeping: RunRecorder.Keeping
  /// Collects data for reports; nil if none are requested.
  private let collector: ReportCollector?
  private let reports: [ReportTarget]
  private let outcomePath: String?
  private let modules = Mutex<RecordedModules?>(nil)
  private let mayWrite = Atomic(false)
  /// The number of exchanges in the meantime that do not belong to this run.
  private let strangers = Atomic(0)

  /// - Parameters:
  ///   - memory: the run to resume; nil for a new one.
  ///   - run: specifies the reports to write at the end.
  ///   - choice: selects the rows to run; nil for all.
  init(
    _ session: ShellSession, _ start: RunStart, _ run: ScriptRun = ScriptRun(), memory: RunMemory? = nil,
    inDoubt way: Doubts.Way? = nil, choice: RowChoice? = nil
  ) {
    self.choice = choice
    shard = run.shard
    wasDone = memory?.wasDone == true
    reports = run.reports
    outcomePath = run.outcome
    collector = run.reports.isEmpty && run.outcome == nil ? nil : ReportCollector()
    let services = session.services
    let use = JournalUse(services.options, services.settings, services.surroundings)
    keeping = use.isOn ? .journal(Journal(at: services.folders.journal)) : collector == nil ? .nothing : .memory
    self.session = session
    kind = start.kind
    former = memory?.start.modules ?? []
    let log = services.connection.log
    let before = log.count
    exchangesBefore = before
    recorder = RunRecorder(
      start, keeping: keeping, memory: memory, doubts: Self.doubts(session, way),
      mayRepeat: services.options.acceptsDangers,
      redact: { [redactor = services.connection.redactor] in redactor.redact($0) },
      clock: { WallClock.system.now() }, hasSent: { log.count > before })
    services.run.value = recorder
    services.connection.relay.value = collector
  }

  /// The observers of the run's units; those that skip units come first.
  var observers: [any UnitObserver] {
    let limits: [(any UnitObserver)?] = [choice, shard.map { ShardObserver($0) }]
    return limits.compactMap(\.self) + [recorder] + (collector.map { [$0] } ?? [])
  }

  /// A module loader that records the modules of the run.
  func modules(_ loader: any ModuleLoader) -> any ModuleLoader {
    let recorded = RecordedModules(loader, former: former)
    modules.withLock { $0 = recorded }
    return recorded
  }

  /// The recorded text of a nested script in a resumed run; nil if it must be read from its file.
  func script(_ path: String, origin: SourceText) -> SourceText? {
    modules.withLock { $0 }?.former(path, origin: origin)
  }

  /// Records the text of a nested script.
  func note(_ text: SourceText, path: String, origin: SourceText) {
    modules.withLock { $0 }?.note(text, path: path, origin: origin)
  }

  /// Runs `body`, whose calls belong to another run.
  func standAside(_ body: () -> Void) {
    let services = session.services
    let (relay, before) = (services.connection.relay.value, services.connection.log.count)
    body()
    services.run.value = recorder
    services.connection.relay.value = relay
    strangers.add(services.connection.log.count - before, ordering: .relaxed)
  }

  /// Notes that the script contains a call that may write.
  func noteWrite() { mayWrite.store(true, ordering: .relaxed) }

  /// Records the parameters of a script. Throws if the journal cannot record the run.
  func begin(_ script: Script, parameters: [String: Value]) throws(Failure) {
    guard kind != .prompt else { return }
    if mayWrite.load(ordering: .relaxed) || script.hasLoops { try checkJournal() }
    try recorder.claim()
    let secrets = Set(script.parameters.filter { $0.kind == .secret }.map(\.name.text))
    let modules = modules.withLock { $0 }?.all ?? []
    recorder.amend { start in
      start.modules = modules
      start.parameters = Object()
      for (name, value) in parameters.sorted(by: { $0.key < $1.key }) where !secrets.contains(name) {
        start.parameters[Text(name)] = value
      }
      start.secrets = secrets.sorted()
    }
  }

  /// Throws if the journal cannot record the run.
  func checkJournal() throws(Failure) {
    guard case .journal(let journal) = keeping else { return }
    do throws(JournalError) {
      try journal.check()
    } catch {
      throw error.failure(before: true)
    }
  }

  /// Throws if a report cannot be written.
  func check() throws(Failure) {
    for path in reports.map(\.path) + [outcomePath].compactMap(\.self) {
      if let objection = session.services.access.objection(toWriting: path) {
        throw Failure(.usage, objection.message, hint: objection.hint)
      }
    }
    if let conflict = ReportWriter.conflicts(reports, outcome: outcomePath).first { throw conflict }
  }

  /// Ends the run and writes its reports; returns the status to exit with.
  ///
  /// - Parameter canGoOn: whether resuming it could do more.
  func end(_ outcome: ScriptOutcome, canGoOn: Bool = true) -> Int32 {
    let services = session.services
    var status = outcome.exitCode
    var leavings = recorder.leavings
    let isWhole = [0, ExitCode.rowsFailed].contains(status) && !outcome.hasStopped
    leavings.canGoOn = canGoOn || leavings.inDoubt > 0
    leavings.lost += choice?.missing(in: shard, hasRunToItsEnd: isWhole) ?? []
    let isIncomplete = leavings.failed + leavings.inDoubt + leavings.lost.count > 0
    if status == 0, isIncomplete, kind != .prompt { status = ExitCode.rowsFailed }
    let number = recorder.number
    if let failure = recorder.end(
      exitCode: status, requests: services.connection.log.count - exchangesBefore - strangers.load(ordering: .relaxed))
    {
      // The failure that ended the script has already been reported.
      if outcome.failure?.message != failure.message { session.console.report([failure.diagnostic()]) }
      if status == 0 || status == ExitCode.rowsFailed { status = failure.kind.exitCode }
    }
    for failure in writeReports(number, status, outcome.failure) {
      session.console.report([failure.diagnostic()])
      if status == 0 { status = failure.kind.exitCode }
    }
    // If none of the selected rows ran, they belong to the run in which they failed.
    let named = number ?? (leavings.lost.isEmpty ? nil : choice?.run)
    for line in named.map({ RunLine($0, kind, leavings, status, services.options).lines }) ?? [] {
      session.console.notify(line)
    }
    return status
  }
}

extension RunRecording {
  private func writeReports(_ number: Int?, _ status: Int32, _ failure: Failure?) -> [Failure] {
    guard let collector else { return [] }
    do throws(JournalError) {
      let record = try record(number, status)
      let input = collector.input(record, version: Release.version, failure: failure)
      return ReportWriter.write(reports, outcome: outcomePath, input)
    } catch {
      return [error.failure(before: false)]
    }
  }

  private func record(_ number: Int?, _ status: Int32) throws(JournalError) -> RunRecord {
    if let number, case .journal(let journal) = keeping, let kept = try journal.record(number) { return kept }
    return recorder.remembered ?? recorder.emptyRecord(exitCode: status)
  }

  private static func doubts(_ session: ShellSession, _ way: Doubts.Way?) -> Doubts {
    let services = session.services
    let cancellation = services.cancellation
    var ask: (@Sendable (String) -> Doubts.Answer?)?
    if let questioner = session.questioner {
      ask = { question in
        for _ in 1...3 {
          guard let answer = questioner.ask(question, cancellation: cancellation.value) else { return nil }
          if let known = Doubts.Answer(rawValue: answer.lowercased()) { return known }
        }
        return nil
      }
    }
    return Doubts(
      way,
      probe: { [client = services.providers.client] write, others in
        client.settle(write, excluding: others, cancellation: cancellation.value)
      }, ask: ask, stop: { cancellation.value.cancel() })
  }
}

extension Script {
  /// Whether it contains loops.
  fileprivate var hasLoops: Bool {
    func isLoop(_ statement: Statement) -> Bool {
      if case .loop = statement.kind { return true }
      return statement.blocks.contains { $0.statements.contains(where: isLoop) }
    }
    return statements.contains(where: isLoop)
  }
}
