import Diagnostics
import JSON
import Query
import Threads

extension Execution {
  /// Rows on several threads; what they say is shown whole, in the order of the rows, as soon as those before are done.
  func runParallel(_ rows: Rows, threads: Int) throws(Interruption) {
    var rows = rows
    let progress = LoopProgress(self, rows)
    let queue = RowQueue(room: threads, goesOn: rows.goesOn) { progress.show($0) }
    let fork = Fork(self)
    let workers = Workers(count: threads) { [rows] in
      let execution = fork.execution()
      while let next = queue.take() { queue.finish(next.row.index, execution.finish(next, of: rows)) }
    }
    guard workers.count > 0 else { return try runInTurn(rows) }
    defer { workers.join() }
    var pending: Interruption?
    var index = 0
    do throws(Interruption) {
      try evaluate(rows.loop.source) { value throws(Interruption) in
        index += 1
        return queue.add(rows.next(index - 1, value, source))
      }
    } catch {
      pending = error
    }
    queue.close()
    if let trouble = queue.trouble ?? pending { throw trouble }
    if environment.isCancelled { throw Interruption.cancelled }
    summarize(failed: progress.failed, of: index)
  }
}

extension Execution {
  /// Runs a row and keeps what it says.
  fileprivate func finish(_ next: NextRow, of rows: Rows) -> FinishedRow {
    let output = OutputBuffer()
    buffer = output
    failedRows = 0
    let trouble = run(next, of: rows)
    return FinishedRow(outputs: output.outputs, trouble: trouble, failedRows: failedRows)
  }

  /// Shows what a row said; whether it failed and the others go on.
  fileprivate func show(_ row: FinishedRow, of rows: Rows) -> Bool {
    row.outputs.forEach(emit)
    failedRows += row.failedRows
    guard let trouble = row.trouble, rows.goesOn(after: trouble) else { return false }
    count(trouble)
    return true
  }
}

/// Shows finished rows for the execution that waits for them. The queue lets one thread at a time do so, and the
/// execution's own thread only evaluates the source of the rows meanwhile.
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

/// What another thread needs to run rows.
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
  }

  func execution() -> Execution {
    let interpreter = Interpreter(environment, mode: mode)
    interpreter.scope = scope
    interpreter.last = last
    interpreter.context.caller = caller
    interpreter.context.unit = unit
    let execution = Execution(script, compiled, in: interpreter)
    execution.loopDepth = loopDepth
    execution.rowNotes = rowNotes
    execution.parameters = parameters
    return execution
  }
}
