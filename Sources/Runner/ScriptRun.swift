public import JSON
public import Script

/// One run of a script: how its outermost loops run, and for which rows.
public struct ScriptRun: Sendable {
  /// The defaults for loops without options of their own: `--jobs`, `--keep-going`.
  public var loops = LoopDefaults()
  /// The part of the rows to run; nil for all.
  public var shard: Shard?
  /// The run whose failed rows and rows in doubt are run again, without other rows: `--only-failed`.
  public var onlyFailedOf: Int?
  /// Where the run stops for the user.
  public var stops = StopPoints()
  /// The requested reports: `--report`.
  public var reports: [ReportTarget] = []
  /// The path of the outcome file: `--outcome`.
  public var outcome: String?

  /// Creates a run of all rows.
  public init() {}

  /// Runs a script with its arguments.
  ///
  /// - Parameter given: values for parameters that the arguments do not set.
  public func run(
    _ script: Script, arguments: [String], given: [String: Value] = [:], in environment: any RunEnvironment
  ) -> ScriptOutcome {
    let interpreter = Interpreter(environment)
    interpreter.loopDefaults = loops
    return interpreter.run(script, arguments: arguments, given: given)
  }
}
