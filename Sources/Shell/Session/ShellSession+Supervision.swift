import HTTP
import Providers
import Query
import Script
import Terminal
import Threads

extension ShellSession {
  /// Runs work on its own thread and supervises it: Ctrl-C, SIGTERM and SIGHUP cancel it. A third Ctrl-C ends the
  /// process.
  ///
  /// - Parameter atStop: runs the prompt at a stopped script, and returns how the script continues.
  func supervised(
    atStop: ((Stepping.Stop) -> DebuggerMove)? = nil, _ work: @escaping @Sendable () -> ScriptOutcome
  ) -> ScriptOutcome {
    let cancellation = services.cancellation
    cancellation.renew()
    let before = services.connection.log.count
    let task = BackgroundTask(work, whenDone: { [supervisor] in supervisor.wake() })
    StandardStream.noteLineStart()
    status?.rows.begin(now: monotonicSeconds())
    let ticks = status.map { Supervisor.Ticks(after: StatusLine.delay, every: StatusLine.pace, $0.draw) }
    while true {
      supervisor.supervise(until: { task.isDone || atStop != nil && stepping?.waiting != nil }, ticks: ticks) { count in
        cancellation.value.cancel()
        if count > 2 { Interruption.exit() }
      }
      StandardStream.eraseStatus()
      guard !task.isDone, let atStop, let stepping, let stop = stepping.waiting else { break }
      stepping.go(atStop(stop))
    }
    let outcome = task.result ?? ScriptOutcome(exitCode: 1)
    report(outcome, exchangesAfter: before)
    guard outcome.exitCode == ExitCode.interrupted || Interruption.endingSignal != nil else { return outcome }
    var ended = outcome
    ended.exitCode = Interruption.exitCode
    return ended
  }

  /// Shows errors, faults of manifests, interrupted calls, and the summary of a dry run.
  private func report(_ outcome: ScriptOutcome, exchangesAfter before: Int) {
    console.printer.end()
    console.report(outcome.diagnostics)
    let isInterrupted = outcome.exitCode == ExitCode.interrupted
    // After an interrupt, do not wait for a check of manifests.
    if !isInterrupted {
      console.report(services.manifestFindings.behind(outcome.diagnostics))
      for text in services.manifestFindings.inUse(besides: outcome.diagnostics) { console.notify(text) }
    }
    if isInterrupted {
      StandardStream.takeBackEcho()
      let exchanges = services.connection.log.latest(after: before).reversed()
      StandardStream.error.write(InterruptedCalls(exchanges).text)
    }
    if outcome.kept > 0 {
      console.notify(
        outcome.kept == 1
          ? "1 item arrived before that; it is in `.`" : "\(outcome.kept) items arrived before that; they are in `.`")
    }
    if let message = outcome.message { console.write(error: message) }
    if summarizesPlans, let summary = services.connection.planner.flatMap({ PlanLine.summary($0.counts) }) {
      console.notify(summary)
    }
  }
}
