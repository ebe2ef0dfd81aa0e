public import Diagnostics
public import JSON
public import Query
import Threads

/// The state that outlives a text: scope, last value and environment. The prompt uses one interpreter for all lines; a
/// script file gets its own. Not thread-safe.
///
/// Each text runs as its own `Execution`, so a text may run another one.
public final class Interpreter {
  /// The environment of the scripts.
  public let environment: any RunEnvironment
  /// Whether texts are files or lines of the prompt.
  public let mode: ScriptMode
  /// Whether there is a user at a prompt who can be asked.
  var isAttended: Bool
  var scope = Scope()
  /// What the checks know about variables and the last value.
  private var knowledge = CheckReport.Knowledge()
  /// `.` at statement level: the last value.
  public internal(set) var last: Value = .null
  /// The values of the parameters of the last script, including defaults; without those that it did not reach.
  public internal(set) var parameters = Object()
  let context: EvaluationContext
  /// The defaults for outermost loops without options of their own: `--jobs`, `--keep-going`.
  public var loopDefaults = LoopDefaults() {
    didSet { failureLimit = loopDefaults.maxFailures.map(FailureLimit.init) }
  }
  var failureLimit: FailureLimit?
  var repeatedFailures = RepeatedFailures()
  /// The unit numbers, shared by everything in one run.
  public let unitNumbers: UnitNumbers

  /// Creates an interpreter with an empty scope.
  public init(
    _ environment: any RunEnvironment, mode: ScriptMode = .file, unitNumbers: UnitNumbers = UnitNumbers()
  ) {
    self.environment = environment
    self.mode = mode
    isAttended = mode == .prompt
    self.unitNumbers = unitNumbers
    context = environment.makeContext()
    context.caller = environment.caller
    context.isCancelled = { environment.isCancelled }
  }

  /// The variables in scope.
  public var variables: [(name: String, value: Value)] { scope.variables }

  /// The functions in scope.
  public var functions: [CompiledDefinition] { scope.functions }

  /// The account of bare resource names.
  public var account: Account? { scope.account }

  /// Binds a variable from outside, such as `$ENV` or a setting of the prompt.
  public func bind(_ name: String, _ value: Value) { scope.bind(name, value) }

  /// Sets the account for bare resource names, as `use` does.
  public func use(_ account: Account?) { scope.account = account }

  /// Parses a text as statements in this scope, whose functions shadow keywords of statements.
  public func parse(_ source: SourceText) -> Script { ScriptParser.parse(source, definitions: scope.signatures) }

  /// Runs a script file with its arguments. Sends nothing if there is an error.
  public func run(_ source: SourceText, arguments: [String] = []) -> ScriptOutcome {
    run(parse(source), arguments: arguments)
  }

  /// Runs a script that was parsed in the current scope.
  ///
  /// - Parameter given: values for parameters that the arguments do not set.
  public func run(
    _ script: Script, arguments: [String] = [], given: [String: Value] = [:]
  ) -> ScriptOutcome {
    let report = check(script)
    guard !arguments.contains("--help") || report.hasErrors else {
      environment.output(.line(Usage(script, isSecret: environment.isSecret).text))
      return ScriptOutcome()
    }
    return Execution(script, report.compiled, in: self).run(after: report) { execution throws(Interruption) in
      let reader = ParameterReader(script, given: given, environment: environment)
      execution.parameters = try reader.read(arguments) { parameter throws(Failure) in
        try execution.defaultType(of: parameter)
      }
      try execution.failing { () throws(Failure) in
        try environment.begin(script, parameters: execution.parameters)
      }
    }
  }

  /// Runs a line of the prompt in the scope of the previous lines.
  ///
  /// - Parameter caller: performs the calls instead of the environment's caller.
  public func execute(_ text: String, name: String = "prompt", caller: (any Caller)? = nil) -> ScriptOutcome {
    execute(parse(SourceText(name: name, text: text)), caller: caller)
  }

  /// Runs a line of the prompt that was parsed in the current scope.
  public func execute(_ script: Script, caller: (any Caller)? = nil) -> ScriptOutcome {
    let before = context.caller
    if let caller { context.caller = caller }
    defer { context.caller = before }
    let report = check(script)
    let outcome = Execution(script, report.compiled, in: self).run(after: report)
    // If a line did not run to its end, its bindings are unknown.
    knowledge = outcome.exitCode == 0 ? report.knowledge : CheckReport.Knowledge()
    return outcome
  }

  func check(_ script: Script) -> CheckReport {
    Checker(script, mode: mode, scope: scope, environment: environment, knowledge: knowledge).check()
  }
}

extension Interpreter {
  /// Shows a value as the result of a command, and makes it the last value.
  public func show(_ value: Value) {
    environment.output(.result(value))
    last = value
  }
}

/// The defaults for outermost loops without options of their own.
public struct LoopDefaults: Sendable {
  /// The number of rows to run in parallel; nil for one.
  public var parallel: Int?
  /// Whether other rows continue after a row has failed.
  public var keepsGoing: Bool
  /// The number of failed rows that ends the run; nil for no limit.
  public var maxFailures: Int?

  /// Creates defaults.
  public init(parallel: Int? = nil, keepsGoing: Bool = false, maxFailures: Int? = nil) {
    self.parallel = parallel
    self.keepsGoing = keepsGoing
    self.maxFailures = maxFailures
  }
}
