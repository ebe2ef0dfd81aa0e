public import Diagnostics
public import JSON
public import Query
import Threads

/// What outlives one text: the scope, the last value, the environment. The prompt keeps one and gives it line after line;
/// a script file gets its own. Used by one thread at a time.
///
/// Each text runs as an `Execution` of its own, so a text may run inside another one.
public final class Interpreter {
  public let environment: any RunEnvironment
  public let mode: ScriptMode
  /// Whether somebody sits at a prompt and can be asked.
  var isAttended: Bool
  var scope = Scope()
  /// What the checks know of variables and the last value.
  private var knowledge = CheckReport.Knowledge()
  /// `.` at statement level: the last value.
  public internal(set) var last: Value = .null
  /// The values of the parameters of the script that ran, defaults included; those that it did not come to are missing.
  public internal(set) var parameters = Object()
  let context: EvaluationContext
  /// How outermost loops run that do not say so themselves: `--jobs`, `--keep-going`.
  public var loopDefaults = LoopDefaults() {
    didSet { failureLimit = loopDefaults.maxFailures.map(FailureLimit.init) }
  }
  var failureLimit: FailureLimit?
  var repeatedFailures = RepeatedFailures()
  /// Shared by all that is one run.
  public let unitNumbers: UnitNumbers

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

  /// Binds a variable from outside: `$ENV` and its like, or a setting of the prompt.
  public func bind(_ name: String, _ value: Value) { scope.bind(name, value) }

  /// Makes an account the one of bare resource names, as `use` does.
  public func use(_ account: Account?) { scope.account = account }

  /// Reads a text as statements of this scope, whose functions hide statement words.
  public func parse(_ source: SourceText) -> Script { ScriptParser.parse(source, definitions: scope.signatures) }

  /// Runs a script file with the arguments after its name. Nothing is sent while there is an error.
  public func run(_ source: SourceText, arguments: [String] = []) -> ScriptOutcome {
    run(parse(source), arguments: arguments)
  }

  /// Runs a script that was parsed in the scope as it is now.
  ///
  /// - Parameter given: values of parameters that the arguments do not give.
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

  /// Runs one text of the prompt, in the scope that the lines before it left.
  ///
  /// - Parameter caller: carries out its calls instead of the environment's.
  public func execute(_ text: String, name: String = "prompt", caller: (any Caller)? = nil) -> ScriptOutcome {
    execute(parse(SourceText(name: name, text: text)), caller: caller)
  }

  /// Runs a text of the prompt that was parsed in the scope as it is now.
  public func execute(_ script: Script, caller: (any Caller)? = nil) -> ScriptOutcome {
    let before = context.caller
    if let caller { context.caller = caller }
    defer { context.caller = before }
    let report = check(script)
    let outcome = Execution(script, report.compiled, in: self).run(after: report)
    // Of a line that did not run to its end nobody knows what it bound.
    knowledge = outcome.exitCode == 0 ? report.knowledge : CheckReport.Knowledge()
    return outcome
  }

  func check(_ script: Script) -> CheckReport {
    Checker(script, mode: mode, scope: scope, environment: environment, knowledge: knowledge).check()
  }
}

extension Interpreter {
  /// Shows a value as the result of a command, and makes it the last one.
  public func show(_ value: Value) {
    environment.output(.result(value))
    last = value
  }
}

/// How outermost loops run that do not say so themselves.
public struct LoopDefaults: Sendable {
  /// How many rows at a time; nil is one.
  public var parallel: Int?
  public var keepsGoing: Bool
  /// The failed row that ends the run though others would go on; nil is none.
  public var maxFailures: Int?

  public init(parallel: Int? = nil, keepsGoing: Bool = false, maxFailures: Int? = nil) {
    self.parallel = parallel
    self.keepsGoing = keepsGoing
    self.maxFailures = maxFailures
  }
}
