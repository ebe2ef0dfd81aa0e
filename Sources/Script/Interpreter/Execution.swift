import Diagnostics
import JSON
import Query
import Threads

/// One run of a text: its source, its compiled filters, its rows. Used by one thread at a time.
final class Execution {
  let interpreter: Interpreter
  let script: Script
  /// The outermost loops by where they begin, numbered in the order of the text.
  let loops: [Int: Int]
  /// The first numbers of its units.
  let base: UnitNumbers.Base
  /// Takes the output of a row until the row is done.
  var buffer: OutputBuffer?
  var compiled: CompiledFilters
  var failedRows = 0
  /// How many scripts are around this one.
  var depth = 0
  /// How many loops are around the current statement.
  var loopDepth = 0
  /// The rows that the current statement is in, the outermost first, as they are shown.
  var rowNotes: [String] = []
  /// The values of the script's parameters.
  var parameters: [String: Value] = [:]
  /// Stops it where somebody wants to look; rows run one at a time then.
  let debugger: (any Debugger)?
  /// What `give` gave the current row; nil before it did.
  var given: Value?
  /// How many outputs the current expression statement of the prompt had.
  var arrived = 0
  /// What of the current statement the debugger needs to know.
  var attention = Attention()

  /// - Parameter base: of the execution that this one shares the text with; nil takes new numbers.
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

  /// Runs the text, unless the checks stand in the way.
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
      // Nodes of deep expressions are released where they were made: on a deep stack.
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

  /// Makes what arrived before a failure the last value; returns how many values that are.
  private func keepArrived() -> Int {
    guard arrived == 0, let array = context.partialArray else { return arrived }
    last = .array(array)
    return array.count
  }

  /// Runs a statement outside of loops: a unit of its own.
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
  /// The loops that are in no other loop, by where they begin, numbered in the order of the text.
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
