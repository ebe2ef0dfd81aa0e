public import Diagnostics
public import JSON
public import Query

/// Runs statements. The prompt keeps one and gives it line after line; a script file gets its own.
/// Used by one thread at a time.
public final class Interpreter {
  public enum Mode: Sendable {
    case file
    /// Commands are allowed, and nothing is said of unused variables.
    case prompt
  }

  public let environment: any ScriptEnvironment
  public let mode: Mode
  var scope = Scope()
  /// `.` at statement level: the last value.
  public internal(set) var last: Value = .null
  let context: EvaluationContext
  var source: SourceText
  /// How outermost loops run that do not say so themselves: `--jobs`, `--keep-going`.
  public var loopDefaults = LoopDefaults()
  /// Takes the output of a row until the row is done.
  var buffer: OutputBuffer?
  var compiled = CompiledFilters()
  var failedRows = 0
  /// How many loops are around the current statement.
  var loopDepth = 0
  /// The rows that the current statement is in, the outermost first, as they are shown.
  var rowNotes: [String] = []
  /// The values of the script's parameters.
  var parameters: [String: Value] = [:]

  public init(_ environment: any ScriptEnvironment, mode: Mode = .file) {
    self.environment = environment
    self.mode = mode
    context = environment.makeContext()
    context.caller = environment.caller
    context.isCancelled = { environment.isCancelled }
    source = SourceText(name: "", text: "")
  }

  /// The variables in scope.
  public var variables: [(name: String, value: Value)] { scope.variables }

  /// The functions in scope.
  public var functions: [CompiledDefinition] { scope.functions }

  /// The provider of bare resource names.
  public var provider: ProviderInUse? { scope.provider }

  /// Binds a variable from outside: `$ENV` and its like, or a setting of the prompt.
  public func bind(_ name: String, _ value: Value) { scope.bind(name, value) }

  /// Makes a provider the one of bare resource names, as `use` does.
  public func use(_ provider: ProviderInUse?) { scope.provider = provider }

  /// Runs a script file with the arguments behind its name. Nothing is sent while an error stands.
  public func run(_ source: SourceText, arguments: [String] = []) -> ScriptOutcome {
    let script = ScriptParser.parse(source, definitions: scope.signatures)
    let findings = Checker(script, mode: mode, scope: scope, environment: environment).check()
    guard !arguments.contains("--help") || findings.contains(where: { $0.severity == .error }) else {
      environment.output(.line(Usage(script, isSecret: environment.isSecret).text))
      return ScriptOutcome()
    }
    return run(script, findings) { () throws(Interruption) in
      parameters = try ParameterReader(script, environment: environment).read(arguments) { parameter throws(Failure) in
        try self.defaultType(of: parameter)
      }
    }
  }

  /// Runs one text of the prompt, in the scope that the lines before it left.
  public func execute(_ text: String, name: String = "prompt") -> ScriptOutcome {
    let script = ScriptParser.parse(SourceText(name: name, text: text), definitions: scope.signatures)
    failedRows = 0
    return run(script, Checker(script, mode: mode, scope: scope, environment: environment).check()) {}
  }

  /// Evaluates an expression on the last value: what `explain` and `watch` are given. `source` is the text it stands in.
  public func evaluate(_ expression: Expression, in source: SourceText) throws(Failure) -> [Value] {
    let before = self.source
    self.source = source
    defer { self.source = before }
    return try DeepStack.run { () throws(Failure) in
      do throws(Interruption) {
        return try self.outputs(expression)
      } catch {
        throw error.failure ?? Failure(.script, "interrupted", isInterruption: true)
      }
    }
  }

  private func run(
    _ script: Script, _ findings: [Diagnostic], prepare: () throws(Interruption) -> Void
  ) -> ScriptOutcome {
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else { return ScriptOutcome(exitCode: Checker.exitCode(findings), diagnostics: findings) }
    for warning in findings { environment.output(.diagnostic(warning)) }
    do throws(Interruption) {
      try prepare()
    } catch {
      return error.outcome(failedRows: 0)
    }
    return DeepStack.run { self.perform(script) }
  }

  private func perform(_ script: Script) -> ScriptOutcome {
    source = script.source
    compiled = CompiledFilters()
    do throws(Interruption) {
      for statement in script.statements { try execute(statement) }
    } catch {
      return error.outcome(failedRows: failedRows)
    }
    return ScriptOutcome(exitCode: failedRows > 0 ? ExitCode.rowsFailed : 0)
  }

  func emit(_ output: Output) {
    guard let buffer else { return environment.output(output) }
    buffer.outputs.append(output)
  }
}

/// How outermost loops run that do not say so themselves.
public struct LoopDefaults: Sendable {
  /// How many rows at a time; nil is one.
  public var parallel: Int?
  public var keepsGoing: Bool

  public init(parallel: Int? = nil, keepsGoing: Bool = false) {
    self.parallel = parallel
    self.keepsGoing = keepsGoing
  }
}

/// The output of a row.
final class OutputBuffer {
  var outputs: [Output] = []
}
