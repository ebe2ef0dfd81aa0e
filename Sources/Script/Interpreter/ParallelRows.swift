import Diagnostics
import JSON
import Query
import Threads

extension Execution {
  /// Runs rows on several threads. The output of each row is shown as a whole, in row order, as soon as the earlier
  /// rows are done.
  ///
  /// Short rows without waiting run in sequence, since passing one to a thread costs more than running it.
  func runParallel(_ rows: Rows, threads count: Int) throws(Interruption) {
    var rows = rows
    var (index, failed) = (0, 0)
    var threads = compiled.isBusy(rows.loop.body) ? nil : RowThreads(self, rows, count: count, from: 0)
    defer { threads?.workers.join() }
    var length = RowLength()
    var pending: Interruption?
    if loopDepth > 0 { context.unit?.runsRowsSideBySide() }
    do throws(Interruption) {
      try forEachRow(of: rows) { value, record throws(Interruption) in
        let next = rows.next(index, value, named: try name(of: value, in: rows.loop), from: record, source)
        index += 1
        if let threads { return threads.queue.add(next) }
        if let trouble = length.measure({ run(next, of: rows) }) {
          guard rows.goesOn(after: trouble) else { throw trouble }
          self.count(trouble, of: rows)
          failed += 1
          _ = rows.failures?.count()
          try rows.failures?.check()
        }
        if length.isLong { threads = RowThreads(self, rows, count: count, from: index) }
        return true
      }
    } catch {
      pending = error
    }
    if let threads {
      threads.queue.close()
      pending = threads.queue.trouble ?? pending
      failed += threads.progress.failed
    }
    if let pending {
      // If the failure limit was reached, report that instead of the failed row.
      if case .failure = pending, pending.isRowFailure, rows.loop.keepsGoing { try rows.failures?.check() }
      throw pending
    }
    if environment.isCancelled { throw Interruption.cancelled }
    noteCount(index, of: rows)
    summarize(failed: failed, of: index, rows)
  }
}

/// The threads of a loop and their shared queue of rows.
private struct RowThreads {
  let queue: RowQueue
  let workers: Workers
  let progress: LoopProgress

  /// Nil if the system cannot create another thread.
  init?(_ execution: Execution, _ rows: Rows, count: Int, from first: Int) {
    let progress = LoopProgress(execution, rows)
    let queue = RowQueue(
      from: first, room: count, goesOn: { rows.goesOn(after: $0) && rows.failures?.count() != false }
    ) { progress.show($0) }
    let fork = Fork(execution)
    workers = Workers(count: count) {
      let execution = fork.execution()
      while let next = queue.take() { queue.finish(next.row.index, execution.finish(next, of: rows)) }
    }
    guard workers.count > 0 else { return nil }
    (self.queue, self.progress) = (queue, progress)
  }
}

/// Whether the rows that run in sequence are long enough for threads.
private struct RowLength {
  /// The recent time that rows took in excess of one millisecond each.
  private var excess = Duration.zero
  private let clock = ContinuousClock()

  /// A single long row is sufficient; a short delay by the scheduler is not.
  var isLong: Bool { excess > .milliseconds(20) }

  mutating func measure<Result>(_ body: () -> Result) -> Result {
    let start = clock.now
    defer { excess = max(.zero, excess + (clock.now - start) - .milliseconds(1)) }
    return body()
  }
}

extension Execution {
  /// Runs a row and buffers its output.
  fileprivate func finish(_ next: NextRow, of rows: Rows) -> FinishedRow {
    let output = OutputBuffer()
    buffer = output
    failedRows = 0
    let trouble = run(next, of: rows)
    return FinishedRow(outputs: output.outputs, trouble: trouble, failedRows: failedRows)
  }

  /// Shows the output of a row; returns whether it failed and the others continue.
  fileprivate func show(_ row: FinishedRow, of rows: Rows) -> Bool {
    emit(row.outputs)
    failedRows += row.failedRows
    guard let trouble = row.trouble, rows.goesOn(after: trouble) else { return false }
    count(trouble, of: rows)
    return true
  }
}

/// Shows finished rows on behalf of the waiting execution. The queue ensures that only one thread at a time does so;
/// meanwhile the execution's own thread only evaluates the source of the rows.
private final class LoopProgress: @unchecked Sendable {
  private let execution: Execution
  private let rows: Rows
  private(set) var failed = 0

  init(_ execution: Execution, _ rows: Rows) {
    self.execution = execution
    self.rows = rows
  }

  func show(_ row: FinishedRow) {
    if execution.show(row, of: rows) { failed += 1 }
  }
}

/// The state that another thread needs to run rows.
private struct Fork: Sendable {
  private let script: Script
  private let compiled: CompiledFilters
  private let environment: any RunEnvironment
  private let mode: ScriptMode
  private let scope: Scope
  private let last: Value
  private let loopDepth: Int
  private let rowNotes: [String]
  private let parameters: [String: Value]
  private let caller: (any Caller)?
  private let unit: WorkUnit?
  private let base: UnitNumbers.Base

  init(_ execution: Execution) {
    script = execution.script
    compiled = execution.compiled
    environment = execution.environment
    mode = execution.mode
    scope = execution.scope
    last = execution.last
    loopDepth = execution.loopDepth
    rowNotes = execution.rowNotes
    parameters = execution.parameters
    caller = execution.context.caller
    unit = execution.context.unit
    base = execution.base
  }

  func execution() -> Execution {
    let interpreter = Interpreter(environment, mode: mode)
    interpreter.scope = scope
    interpreter.last = last
    interpreter.context.caller = caller
    interpreter.context.unit = unit
    let execution = Execution(script, compiled, in: interpreter, base: base)
    execution.loopDepth = loopDepth
    execution.rowNotes = rowNotes
    execution.parameters = parameters
    return execution
  }
}
