import Diagnostics
import JSON
import Query

extension Execution {
  func run(_ loop: Loop, _ range: SourceRange) throws(Interruption) {
    let defaults = loopDepth == 0 ? interpreter.loopDefaults : LoopDefaults()
    let parallel =
      try loop.parallel.map { count throws(Interruption) in try number(count, "`parallel`", Loop.parallelLimits) }
      ?? min(max(1, defaults.parallel ?? 1), 256)
    let retry = try loop.retry.map { count throws(Interruption) in try number(count, "`retry`", Loop.retryLimits) } ?? 0
    let keys = RowKeys(
      loop: base.loops + (loops[range.lower] ?? 0),
      byContent: loopDepth == 0 && environment.observers.contains(where: \.namesRowsByContent))
    var rows = Rows(loop: loop, range: range, retries: retry, keys: keys)
    if let delay = loop.delay { rows.delay = try seconds(delay, "`after`") }
    if loop.isOnce { rows.known = [] }
    if loop.result != nil { rows.results = RowResults() }
    if let most = loop.most { rows.values = try values(of: loop.source, atMost: most) }
    rows.loop.keepsGoing = loop.keepsGoing || defaults.keepsGoing
    rows.isPlanned = environment.isPlanning
    if loopDepth == 0 { rows.failures = interpreter.failureLimit }
    if loopDepth == 0, !environment.observers.isEmpty || mode == .prompt,
      let count = RowCount.early(loop.source, in: self)
    {
      rows.tally.set(total: count)
      noteCount(count, of: rows)
    }
    do throws(Interruption) {
      if parallel > 1, debugger == nil { try runParallel(rows, threads: parallel) } else { try runInTurn(rows) }
    } catch {
      emitRepeatedFailures()
      listRows(of: rows)
      // A recorded run reports its progress at its end.
      throw mode == .prompt && loopDepth == 0 ? error.noting(rows.tally.progress) : error
    }
    if loopDepth == 0 { for observer in environment.observers { observer.exhausted(loop: rows.keys.loop) } }
    if let name = loop.result { scope.bind(name.text, rows.results?.value ?? []) }
  }

  /// Passes the rows of a loop to `body` until that returns false, each with its record if it is from a file.
  func forEachRow(
    of rows: Rows, _ body: (Value, FilePlace?) throws(Interruption) -> Bool
  ) throws(Interruption) {
    guard let values = rows.values else {
      return try evaluate(rows.loop.source) { value throws(Interruption) in try body(value, context.record) }
    }
    for (value, record) in values where try !body(value, record) { return }
  }

  /// All rows of a loop with a maximum. Throws before the first row runs if there are more.
  private func values(
    of source: Expression, atMost most: Expression
  ) throws(Interruption) -> [(Value, FilePlace?)] {
    let limit = try number(most, "`at most`", Loop.mostLimits)
    var values: [(Value, FilePlace?)] = []
    try evaluate(source) { value throws(Interruption) in
      values.append((value, context.record))
      return values.count <= limit
    }
    guard values.count > limit else { return values }
    throw Interruption.failure(
      Failure(
        .usage, "the loop has more than \(limit.of("row")), and none of them ran",
        hint: "look at the rows first; if they are right, raise `at most`", source: self.source, range: source.range))
  }

  /// Reports all rows of an outermost loop that ended early, unless reading its source would send requests.
  private func listRows(of rows: Rows) {
    let observers = environment.observers.filter(\.wantsLeftRows)
    guard loopDepth == 0, !observers.isEmpty else { return }
    var rows = rows
    var index = 0
    RowCount.forEach(rows.loop.source, in: self) { value in
      let name = (try? name(of: value, in: rows.loop)) ?? nil
      let next = rows.next(index, value, named: name, source)
      for observer in observers { observer.listed(next.key, row: next.row) }
      index += 1
    }
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
    var rows = rows
    var (index, failed) = (0, 0)
    try forEachRow(of: rows) { value, record throws(Interruption) in
      let next = rows.next(index, value, named: try name(of: value, in: rows.loop), from: record, source)
      index += 1
      guard let trouble = run(next, of: rows) else { return true }
      guard rows.goesOn(after: trouble) else { throw trouble }
      count(trouble, of: rows)
      failed += 1
      _ = rows.failures?.count()
      try rows.failures?.check()
      return true
    }
    noteCount(index, of: rows)
    summarize(failed: failed, of: index, rows)
  }

  /// The key of a row according to `by`: a single value other than null, an array or an object.
  func name(of value: Value, in loop: Loop) throws(Interruption) -> Value? {
    guard let key = loop.key else { return nil }
    var found: [Value] = []
    try evaluate(key, on: value) { output throws(Interruption) in
      found.append(output)
      return found.count < 2
    }
    guard let name = found.first, found.count == 1, !name.isNull, name.array == nil, name.object == nil else {
      let what = found.count == 1 ? Preview.text(found[0]) : found.isEmpty ? "nothing" : "several values"
      throw scriptError(
        "`by` names a row by one text or number, not by \(what)", key.range,
        hint: "the row is \(Preview.text(value)); `by .id` takes its member `id`")
    }
    return name
  }

  /// Notifies the observers of the number of rows in an outermost loop.
  func noteCount(_ count: Int, of rows: Rows) {
    guard loopDepth == 0 else { return }
    for observer in environment.observers { observer.counted(loop: rows.keys.loop, rows: count) }
  }

  /// Warns about the number of failed rows after a loop.
  func summarize(failed: Int, of count: Int, _ rows: Rows) {
    emitRepeatedFailures()
    guard failed > 0 else { return }
    let doubted = rows.tally.inDoubt
    let message =
      doubted == failed
      ? "\(doubted) of \(count.of("row")) in doubt"
      : "\(failed - doubted) of \(count.of("row")) failed" + (doubted > 0 ? ", \(doubted) in doubt" : "")
    let warning = Diagnostic(.warning, code: "rows-failed", message, notes: rowNotes.reversed())
    guard loopDepth > 0 else { return emit(.diagnostic(warning)) }
    emitFailure(warning, FailureForm(warning, in: source, rows.range))
  }

  /// Records a failed row while the others continue.
  func count(_ trouble: Interruption, of rows: Rows) {
    failedRows += 1
    for var diagnostic in trouble.outcome(failedRows: 0).diagnostics {
      diagnostic.notes += rowNotes.reversed()
      emitFailure(diagnostic, FailureForm(diagnostic, trouble.failure, in: source, rows.range))
    }
  }

  /// Runs a row with its retries; nil if it succeeds.
  func run(_ next: NextRow, of rows: Rows) -> Interruption? {
    let row = next.row
    let record = row.record.map { " (\($0))" } ?? ""
    let note = "in row \(row.index + 1)\(record): \(row.name) = \(Preview.text(row.value))"
    guard loopDepth == 0 else {
      // The rows of inner loops belong to the enclosing row.
      let trouble = next.isDouble ? .skip(Rows.doubled) : noting(note) { attempt(row, of: rows, []) }
      return end(next, of: rows, trouble, note, isInDoubt: false)
    }
    let unit = WorkUnit(next.key, seed: context.random())
    let observers = environment.observers
    switch observers.admission(unit, row: row) {
    case .run: break
    case .skip: return nil
    case .done(let result):
      rows.results?.add(row, result)
      rows.tally.count(nil, isInDoubt: false)
      return nil
    case .refuse(let failure): return .failure(failure)
    }
    let (outer, caller) = (context.unit, context.caller)
    context.unit = unit
    context.caller = observers.caller(unit, caller)
    defer { (context.unit, context.caller) = (outer, caller) }
    let failedBefore = failedRows
    let trouble = next.isDouble ? .skip(Rows.doubled) : noting(note) { attempt(row, of: rows, observers) }
    unit.given = given
    let outcome = trouble.map(UnitOutcome.init) ?? Rows.outcome(failedInside: failedRows - failedBefore)
    for observer in observers { observer.finish(unit, outcome) }
    let end = end(next, of: rows, trouble, note, isInDoubt: unit.isInDoubt)
    rows.tally.count(end, isInDoubt: unit.isInDoubt)
    return end
  }

  /// Records the outcome of a row; returns nil if it was skipped.
  private func end(
    _ next: NextRow, of rows: Rows, _ trouble: Interruption?, _ note: String, isInDoubt: Bool
  ) -> Interruption? {
    defer { given = nil }
    rows.results?.add(next.row, RowResult(trouble, given, isInDoubt: isInDoubt))
    switch trouble {
    case .skip?: return nil
    case .leaveOut? where loopDepth == 0: return nil
    default: return trouble?.placed(in: source, next.row.range, note: note)
    }
  }

  private func noting(_ note: String, _ body: () -> Interruption?) -> Interruption? {
    rowNotes.append(note)
    defer { rowNotes.removeLast() }
    return body()
  }

  /// Runs a row and retries temporary failures as often as the loop allows. Writes that were carried out are recalled,
  /// not sent again.
  private func attempt(_ row: Row, of rows: Rows, _ observers: [any UnitObserver]) -> Interruption? {
    let (outer, unit) = (buffer, context.unit)
    let start = rows.retries > 0 ? unit?.prepareForAnotherTry() : nil
    defer { buffer = outer }
    var attempt = 0
    while true {
      let output = rows.retries > 0 ? OutputBuffer() : nil
      if let output { buffer = output }
      attention.triesLeft = rows.retries - attempt
      given = nil
      let trouble = runOnce(row, rows.loop)
      buffer = outer
      attempt += 1
      let canSettle = unit?.canSettle == true
      guard let trouble, trouble.isWorthAnotherTry(canSettle: canSettle), attempt <= rows.retries,
        !environment.isCancelled
      else {
        emit(output?.outputs ?? [])
        return trouble
      }
      // Another attempt might repeat a write whose outcome is unknown.
      guard unit?.isInDoubt != true || canSettle else {
        emit(output?.outputs ?? [])
        return trouble.noting("a write of this row may have been carried out, so it is not tried again")
      }
      if let failure = trouble.failure {
        if let unit { for observer in observers { observer.retry(unit, row: row, failure, attempt: attempt) } }
        if debugger != nil { emit(.notice("trying the row again: \(failure.message)")) }
        let isLimit = failure.retryAfter != nil
        if !environment.isPlanning,
          !environment.pause(seconds: rows.pause(after: failure, attempt: attempt), isLimit: isLimit)
        {
          emit(output?.outputs ?? [])
          return trouble
        }
      }
      if let unit, let start { unit.rewind(to: start) }
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
      // Failed rows inside of a failed row count once.
      if error.isRowFailure { failedRows = failed }
      return error
    }
  }
}
