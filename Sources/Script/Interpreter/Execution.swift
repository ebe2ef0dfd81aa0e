import Diagnostics
import JSON
import Query
import Threads

/// A single run of a text: its source, compiled filters and rows. Not thread-safe.
final class Execution {
  let interpreter: Interpreter
  let script: Script
  /// The outermost loops by offset, numbered in text order.
  let loops: [Int: Int]
  /// The first numbers for its units.
  let base: UnitNumbers.Base
  /// Collects the output of a row until the row is done.
  var buffer: OutputBuffer?
  var compiled: CompiledFilters
  var failedRows = 0
  /// The number of scripts that run this one.
  var depth = 0
  /// The number of loops around the current statement.
  var loopDepth = 0
  /// Descriptions of the rows around the current statement, outermost first.
  var rowNotes: [String] = []
  /// The values of the script's parameters.
  var parameters: [String: Value] = [:]
  /// The debugger, if any; rows then run one at a time.
  let debugger: (any Debugger)?
  /// The result that `give` set for the current row; nil if it has not run.
  var given: Value?
  /// The number of outputs of the current expression statement at the prompt.
  var arrived = 0
  /// What the debugger needs to know about the current statement.
  var attention = Attention()

  /// - Parameter base: the numbers of the execution that runs the same text; nil takes new numbers.
  init(
    _ script: Script, _ compiled: CompiledFilters, in interpreter: Interpreter, base: UnitNumbers.Base? = nil
  ) {
    self.script = script
    self.compiled = compiled
    self.interpreter = interpreter
    debugger = interpreter.environment.debugger
    loops = script.outermostLoops
    self.base = base ?? interpreter.unitNumbers.take(statements: script.statements.count, loops: loops.count)
  }

  var environment: any RunEnvironment { interpreter.environment }
  var mode: ScriptMode { interpreter.mode }
  var source: SourceText { script.source }
  var context: EvaluationContext { interpreter.context }

  var scope: Scope {
    get { interpreter.scope }
    _modify { yield &interpreter.scope }
  }

  var last: Value {
    get { interpreter.last }
    set { interpreter.last = newValue }
  }

  /// Runs the text unless the checks prevent it.
  func run(
    after report: CheckReport, prepare: (Execution) throws(Interruption) -> Void = { (_) throws(Interruption) in }
  ) -> ScriptOutcome {
    switch interpreter.admission(of: report) {
    case .start: environment.warn(report.findings)
    case .startAfterQuestion: break
    case .refuse: return report.outcome
    case .decline: return ScriptOutcome(exitCode: Failure.Kind.script.exitCode)
    }
    do throws(Interruption) {
      try prepare(self)
    } catch {
      return error.outcome(failedRows: 0)
    }
    return DeepStack.run {
      // Deeply nested expressions must also be released on a deep stack.
      defer { self.compiled = CompiledFilters() }
      return self.perform()
    }
  }

  private func perform() -> ScriptOutcome {
    do throws(Interruption) {
      for (index, statement) in script.statements.enumerated() { try perform(statement, at: index) }
    } catch {
      var outcome = error.outcome(failedRows: failedRows)
      if mode == .prompt, error.isFromOutside { outcome.kept = keepArrived() }
      return outcome
    }
    return ScriptOutcome(exitCode: failedRows > 0 ? ExitCode.rowsFailed : 0)
  }

  /// Makes the values that arrived before a failure the last value; returns their number.
  private func keepArrived() -> Int {
    guard arrived == 0, let array = context.partialArray else { return arrived }
    last = .array(array)
    return array.count
  }

  /// Runs a statement outside of loops as a unit.
  func perform(_ statement: Statement, at index: Int) throws(Interruption) {
    let unit = WorkUnit(.statement(base.statements + index), seed: context.random())
    let observers = environment.observers
    switch observers.admission(unit, row: nil) {
    case .run: break
    case .skip, .done: return
    case .refuse(let failure): throw .failure(failure)
    }
    let (outer, caller) = (context.unit, context.caller)
    context.unit = unit
    context.caller = observers.caller(unit, caller)
    defer { (context.unit, context.caller) = (outer, caller) }
    do throws(Interruption) {
      try execute(statement)
    } catch {
      for observer in observers { observer.finish(unit, UnitOutcome(error)) }
      if case .leaveOut = error { return }
      throw error
    }
    for observer in observers { observer.finish(unit, .done) }
  }

  func emit(_ output: Output) {
    guard let buffer else { return environment.output(output) }
    buffer.outputs.append(.output(output))
  }
}

/// The output of a row.
final class OutputBuffer {
  var outputs: [RowOutput] = []
}

extension Script {
  /// The loops that are not inside another loop, by offset, numbered in text order.
  var outermostLoops: [Int: Int] {
    var loops: [Int: Int] = [:]
    func collect(_ statements: [Statement]) {
      for statement in statements {
        if case .loop = statement.kind {
          loops[statement.range.lower] = loops.count
        } else {
          for block in statement.blocks { collect(block.statements) }
        }
      }
    }
    collect(statements)
    return loops
  }
}
