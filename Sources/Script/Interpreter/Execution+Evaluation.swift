import Diagnostics
import JSON
import Query

extension Execution {
  func filter(_ expression: Expression) throws(Interruption) -> Filter {
    let isPlanning = environment.isPlanning
    if let filter = compiled.filter(at: expression.range, in: scope, isPlanning: isPlanning) { return filter }
    do throws(Diagnostics) {
      let filter = try Filter(
        expression, source: source, environment: scope.compileEnvironment(environment))
      // Outside of loops, each expression runs only once.
      if loopDepth > 0 { compiled.keep(filter, at: expression.range, in: scope, isPlanning: isPlanning) }
      return filter
    } catch {
      throw Interruption.invalid(error.all)
    }
  }

  /// Passes the outputs of an expression to `emit` until that returns false. The default input is the last value.
  func evaluate(
    _ expression: Expression, on input: Value? = nil, emit: (Value) throws(Interruption) -> Bool
  ) throws(Interruption) {
    let filter = try filter(expression)
    var pending: Interruption?
    context.keepsPartialArrays = mode == .prompt && loopDepth == 0 && filter.makesCalls
    context.partialArray = nil
    defer { context.keepsPartialArrays = false }
    do throws(EvaluationError) {
      try filter.run(input ?? last, variables: scope.values, context: context) {
        (value: consuming Value) throws(EvaluationError) in
        do throws(Interruption) {
          return try emit(value)
        } catch {
          pending = error
          return false
        }
      }
    } catch {
      throw interruption(error, expression.range, misspelling: { filter.misspelling(in: input ?? self.last) })
    }
    if let pending { throw pending }
  }

  func outputs(_ expression: Expression) throws(Interruption) -> [Value] {
    var outputs: [Value] = []
    try evaluate(expression) { value throws(Interruption) in
      outputs.append(value)
      return true
    }
    return outputs
  }

  /// The single output of an expression; `what` names the place in the message.
  func one(_ expression: Expression, for what: String) throws(Interruption) -> Value {
    var found: [Value] = []
    try evaluate(expression) { value throws(Interruption) in
      found.append(value)
      return found.count < 2
    }
    guard let value = found.first, found.count == 1 else {
      throw scriptError(
        "\(what) needs one value, and there \(found.isEmpty ? "was none" : "were several")", expression.range,
        hint: found.isEmpty
          ? "write `[ … ]` for a list that may be empty, or `… // default` for a value in its place"
          : "write `[ … ]` for all of them, or `first(…)` for the first")
    }
    return value
  }

  func string(_ expression: Expression, for what: String) throws(Interruption) -> String {
    let value = try one(expression, for: what)
    guard let text = value.string else {
      throw scriptError("\(what) must be a string, not \(value.typeName) (\(Preview.text(value)))", expression.range)
    }
    return text
  }

  func scriptError(_ message: String, _ range: SourceRange, hint: String? = nil) -> Interruption {
    .failure(Failure(.script, message, hint: hint, source: source, range: range))
  }

  private func interruption(
    _ error: EvaluationError, _ range: SourceRange, misspelling: () -> Misspelling?
  ) -> Interruption {
    switch error {
    case .error(let error):
      var failure =
        error.failure ?? Failure(raised: error.value)
        ?? Failure(.script, error.message, source: error.source, range: error.range, value: error.value)
      failure.notes += error.notes
      if failure.hint == nil { failure.hint = (error.isAboutNull ? misspelling()?.hint : nil) ?? error.hint }
      if failure.range == nil {
        failure.source = error.range == nil ? source : error.source
        failure.range = error.range ?? range
      }
      return .failure(failure)
    case .halt(let status, let output):
      return .halt(status, message: output.map { $0.string ?? $0.json() + "\n" })
    case .cancelled: return .cancelled
    case .limit(let text): return scriptError(text, range)
    }
  }
}
