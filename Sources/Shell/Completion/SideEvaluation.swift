import Diagnostics
import HTTP
import JSON
import Query
import Script
import Threads

/// Evaluates a text in the scope of the prompt, but with another caller and without changing `.`.
struct SideEvaluation {
  private let input: Value
  private let values: [Value]
  private let environment: CompileEnvironment
  private let caller: any Caller
  /// The context with clock, files and so on; nil if they are not available.
  var context: EvaluationContext?

  init(_ interpreter: Interpreter, catalog: any Catalog, caller: any Caller) {
    self.init(
      on: interpreter.last, variables: interpreter.variables, functions: interpreter.functions,
      account: interpreter.account, catalog: catalog, caller: caller)
  }

  /// Creates an evaluation in a given scope, with `input` as `.`.
  init(
    on input: Value, variables: [(name: String, value: Value)], functions: [CompiledDefinition] = [],
    account: Account? = nil, catalog: any Catalog, caller: any Caller
  ) {
    self.input = input
    self.caller = caller
    values = variables.map(\.value)
    environment = CompileEnvironment(
      variables: variables.map(\.name), functions: functions, catalog: catalog, account: account)
  }

  /// The first output within a time limit; nil if there is none or an error.
  ///
  /// - Parameter input: the input; nil for the last value.
  func first(_ text: String, on input: Value? = nil, within seconds: Double) -> Value? {
    let end = WallClock.system.now() + seconds
    var found: Value?
    try? evaluate(text, on: input ?? self.input, isCancelled: { WallClock.system.now() > end }) { value in
      found = value
      return false
    }
    return found
  }

  /// The first output; nil if there is none.
  func value(of text: String) throws(Failure) -> Value? {
    var found: Value?
    try evaluate(text, on: input, isCancelled: { false }) { value in
      found = value
      return false
    }
    return found
  }

  /// Runs a text to its end for the side effects of the caller.
  func run(_ text: String) throws(Failure) {
    try evaluate(text, on: input, isCancelled: { false }) { _ in true }
  }

  private func evaluate(
    _ text: String, on input: Value, isCancelled: @escaping () -> Bool, emit: @escaping (Value) -> Bool
  ) throws(Failure) {
    let filter: Filter
    do throws(Diagnostics) {
      filter = try Filter(parsing: text, environment: environment)
    } catch {
      let first = error.all.first
      throw Failure(
        .usage, first?.message ?? "no expression", hint: first?.hint, source: first?.source, range: first?.range)
    }
    let context = self.context ?? EvaluationContext()
    context.caller = caller
    context.isCancelled = isCancelled
    let failure: Failure? = DeepStack.run {
      do throws(EvaluationError) {
        try filter.run(input, variables: values, context: context) { (value: consuming Value) in emit(value) }
        return nil
      } catch {
        guard case .error(let error) = error else { return nil }
        return error.failure ?? Failure(.script, error.message)
      }
    }
    if let failure { throw failure }
  }
}
