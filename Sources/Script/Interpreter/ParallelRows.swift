import Diagnostics
import Glibc
import JSON
import Query
import Threads

extension Interpreter {
  /// An interpreter for another thread, in the scope of this one.
  private func fork() -> Fork {
    Fork(
      environment: environment, mode: mode, scope: scope, last: last, source: source, loopDepth: loopDepth,
      rowNotes: rowNotes, parameters: parameters, caller: context.caller)
  }

  /// Rows on several threads; what they say is shown whole, in the order of the rows.
  func runParallel(_ rows: Rows, threads: Int) throws(Interruption) {
    let queue = RowQueue(room: threads, keepsGoing: rows.loop.keepsGoing)
    let fork = fork()
    let workers = Workers(count: threads) {
      let interpreter = Interpreter(fork)
      while let row = queue.take() { queue.finish(row.index, interpreter.finish(row, of: rows)) }
    }
    guard workers.count > 0 else { return try runInTurn(rows) }
    defer { workers.join() }
    var pending: Interruption?
    var (index, failed) = (0, 0)
    do throws(Interruption) {
      try evaluate(rows.loop.source) { value throws(Interruption) in
        index += 1
        return queue.add(rows.row(index - 1, value, source)) { if show($0, rows) { failed += 1 } }
      }
    } catch {
      pending = error
    }
    queue.close { if show($0, rows) { failed += 1 } }
    if let trouble = queue.trouble ?? pending { throw trouble }
    if environment.isCancelled { throw Interruption.cancelled }
    summarize(failed: failed, of: index)
  }
}

extension Interpreter {
  /// Runs a row and keeps what it says.
  fileprivate func finish(_ row: Row, of rows: Rows) -> FinishedRow {
    let output = OutputBuffer()
    buffer = output
    failedRows = 0
    let trouble = run(row, of: rows)
    return FinishedRow(outputs: output.outputs, trouble: trouble, failedRows: failedRows)
  }

  /// Shows what a row said; whether it failed and the others go on.
  private func show(_ row: FinishedRow, _ rows: Rows) -> Bool {
    row.outputs.forEach(emit)
    failedRows += row.failedRows
    guard rows.loop.keepsGoing, let trouble = row.trouble, trouble.isRowFailure else {
      return false
    }
    count(trouble)
    return true
  }
}

/// What a thread needs to begin.
private struct Fork: Sendable {
  var environment: any ScriptEnvironment
  var mode: Interpreter.Mode
  var scope: Scope
  var last: Value
  var source: SourceText
  var loopDepth: Int
  var rowNotes: [String]
  var parameters: [String: Value]
  var caller: (any Caller)?
}

extension Interpreter {
  fileprivate convenience init(_ fork: Fork) {
    self.init(fork.environment, mode: fork.mode)
    scope = fork.scope
    last = fork.last
    source = fork.source
    loopDepth = fork.loopDepth
    rowNotes = fork.rowNotes
    parameters = fork.parameters
    context.caller = fork.caller
  }
}
