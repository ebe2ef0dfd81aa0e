import Diagnostics
import JSON
import Query

extension Interpreter {
  func run(_ loop: Loop, _ range: SourceRange) throws(Interruption) {
    let defaults = loopDepth == 0 ? loopDefaults : LoopDefaults()
    let parallel =
      try loop.parallel.map { count throws(Interruption) in try number(count, "`parallel`", Loop.parallelLimits) }
      ?? min(max(1, defaults.parallel ?? 1), 256)
    let retry = try loop.retry.map { count throws(Interruption) in try number(count, "`retry`", Loop.retryLimits) } ?? 0
    var rows = Rows(loop: loop, range: range, retries: retry)
    rows.loop.keepsGoing = loop.keepsGoing || defaults.keepsGoing
    if parallel > 1 { try runParallel(rows, threads: parallel) } else { try runInTurn(rows) }
  }

  private func number(
    _ expression: Expression, _ what: String, _ limits: ClosedRange<Int>
  ) throws(Interruption) -> Int {
    let value = try one(expression, for: what)
    guard let number = value.int, limits.contains(number) else {
      throw scriptError(
        "\(what) takes a number from \(limits.lowerBound) to \(limits.upperBound), not \(Preview.text(value))",
        expression.range)
    }
    return number
  }

  func runInTurn(_ rows: Rows) throws(Interruption) {
    var (index, failed) = (0, 0)
    try evaluate(rows.loop.source) { value throws(Interruption) in
      let row = rows.row(index, value, source)
      index += 1
      guard let trouble = run(row, of: rows) else { return true }
      guard rows.loop.keepsGoing, trouble.isRowFailure else { throw trouble }
      count(trouble)
      failed += 1
      return true
    }
    summarize(failed: failed, of: index)
  }

  /// Says how many rows of a loop failed, when all are done.
  func summarize(failed: Int, of rows: Int) {
    guard failed > 0 else { return }
    emit(
      .diagnostic(
        Diagnostic(
          .warning, code: "rows-failed", "\(failed) of \(rows) row\(rows == 1 ? "" : "s") failed",
          notes: rowNotes.reversed())))
  }

  /// Notes a failed row while the others go on.
  func count(_ trouble: Interruption) {
    failedRows += 1
    for var diagnostic in trouble.outcome(failedRows: 0).diagnostics {
      diagnostic.notes += rowNotes.reversed()
      emit(.diagnostic(diagnostic))
    }
  }

  /// Runs one row, as often as it takes; nil when it is done.
  func run(_ row: Row, of rows: Rows) -> Interruption? {
    let observer = loopDepth == 0 ? environment.rows : nil
    guard observer?.begin(row) ?? true else { return nil }
    let caller = context.caller
    if let observer { context.caller = observer.caller(row, caller) }
    defer { context.caller = caller }
    let note = "in row \(row.index + 1): \(row.name) = \(Preview.text(row.value))"
    rowNotes.append(note)
    let trouble = attempt(row, of: rows, observer)
    rowNotes.removeLast()
    observer?.finish(row, Self.outcome(trouble))
    return trouble?.placed(in: source, row.range, note: note)
  }

  private func attempt(_ row: Row, of rows: Rows, _ observer: (any RowObserver)?) -> Interruption? {
    let outer = buffer
    defer { buffer = outer }
    var attempt = 0
    while true {
      let output = rows.retries > 0 ? OutputBuffer() : nil
      if let output { buffer = output }
      let trouble = runOnce(row, rows.loop)
      buffer = outer
      attempt += 1
      guard let trouble, Self.mayRetry(trouble), attempt <= rows.retries, !environment.isCancelled else {
        output?.outputs.forEach(emit)
        return trouble
      }
      if let failure = trouble.failure { observer?.retry(row, failure, attempt: attempt) }
    }
  }

  private func runOnce(_ row: Row, _ loop: Loop) -> Interruption? {
    loopDepth += 1
    let failed = failedRows
    defer { loopDepth -= 1 }
    do throws(Interruption) {
      try run(loop.body, binding: row.name, to: row.value)
      return nil
    } catch {
      // Failed rows inside of one that failed count as that one.
      if error.isRowFailure { failedRows = failed }
      return error
    }
  }

  /// Another try changes nothing about mistakes and prohibitions.
  private static func mayRetry(_ trouble: Interruption) -> Bool {
    guard case .failure(let failure, _) = trouble, !failure.isInterruption else { return false }
    return failure.kind != .usage && failure.kind != .policy
  }

  private static func outcome(_ trouble: Interruption?) -> RowOutcome {
    switch trouble {
    case nil: .done
    case .failure(let failure, _)?: failure.isInterruption ? .interrupted : .failed(failure)
    case .invalid?: .failed(trouble?.failure ?? Failure(.usage, "invalid"))
    case .stop?, .halt?: .stopped
    case .cancelled?: .interrupted
    }
  }
}

extension Loop {
  /// How many rows at a time.
  static let parallelLimits = 1...256
  /// How many further tries.
  static let retryLimits = 0...1000
}

/// The rows of a loop.
struct Rows: Sendable {
  var loop: Loop
  var range: SourceRange
  var retries: Int

  func row(_ index: Int, _ value: Value, _ source: SourceText) -> Row {
    Row(index: index, value: value, name: loop.name.text, source: source, range: range)
  }
}
