import Diagnostics
import JSON
import Query

extension Execution {
  /// The maximum nesting of scripts.
  private static let depthLimit = 16

  /// Runs another script with its parameters as part of this run, in its own scope.
  func run(_ path: Expression, _ parameters: Expression?) throws(Interruption) {
    let name = try string(path, for: "the path of a script")
    let given = try parameters.map { (object) throws(Interruption) in try self.parameters(object) } ?? [:]
    guard depth < Self.depthLimit else {
      throw scriptError("more than \(Self.depthLimit) scripts run inside one another", path.range)
    }
    let text = try failing { () throws(Failure) in try environment.script(at: name, from: source) }
    let inner = Interpreter(environment, mode: .file, unitNumbers: interpreter.unitNumbers)
    (inner.loopDefaults, inner.failureLimit) = (interpreter.loopDefaults, interpreter.failureLimit)
    inner.repeatedFailures = interpreter.repeatedFailures
    inner.isAttended = interpreter.isAttended
    let script = inner.parse(text)
    let report = inner.check(script)
    switch inner.admission(of: report, wasAsked: path.constant != nil) {
    case .start: environment.warn(report.findings)
    case .startAfterQuestion: break
    case .refuse, .decline: throw Interruption.invalid(report.outcome.diagnostics)
    }
    let execution = Execution(script, report.compiled, in: inner)
    execution.depth = depth + 1
    execution.buffer = buffer
    // Within a row, the whole script belongs to the row.
    (execution.loopDepth, execution.rowNotes) = (loopDepth, rowNotes)
    (inner.context.unit, inner.context.caller) = (context.unit, context.caller)
    try execution.readParameters(given)
    do throws(Interruption) {
      for (index, statement) in script.statements.enumerated() {
        if loopDepth > 0 { try execution.execute(statement) } else { try execution.perform(statement, at: index) }
      }
    } catch {
      failedRows += execution.failedRows
      guard case .stop = error else { throw error }
      return
    }
    failedRows += execution.failedRows
  }

  private func parameters(_ expression: Expression) throws(Interruption) -> [String: Value] {
    let value = try one(expression, for: "`with`")
    guard let object = value.object else {
      throw scriptError(
        "`with` takes an object of parameters, not \(Preview.text(value))", expression.range,
        hint: "`run \"other.eduscript\" with {language: \"ruby\"}`")
    }
    return Dictionary(object.map { ($0.key.string, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// Reads its parameters from the values passed by another script.
  private func readParameters(_ given: [String: Value]) throws(Interruption) {
    let reader = ParameterReader(script, environment: environment)
    parameters = try reader.read(values: given) { parameter throws(Failure) in try defaultType(of: parameter) }
  }
}
