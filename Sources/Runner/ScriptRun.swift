public import JSON
public import Script

/// One run of a script: how its outermost loops run, and which of their rows.
public struct ScriptRun: Sendable {
  /// How loops run that do not say so themselves: `--jobs`, `--keep-going`.
  public var loops = LoopDefaults()
  /// The part of the rows that runs; nil is all of them.
  public var shard: Shard?
  /// A run whose failed rows and rows in doubt are the only ones that run: `--only-failed`.
  public var onlyFailedOf: Int?
  /// Where it stops for somebody to look.
  public var stops = StopPoints()
  /// `--report`
  public var reports: [ReportTarget] = []
  /// `--outcome`: the path of the outcome file.
  public var outcome: String?

  public init() {}

  /// Runs a script with the arguments after its name.
  ///
  /// - Parameter given: values of parameters that the arguments do not give.
  public func run(
    _ script: Script, arguments: [String], given: [String: Value] = [:], in environment: any RunEnvironment
  ) -> ScriptOutcome {
    let interpreter = Interpreter(environment)
    interpreter.loopDefaults = loops
    return interpreter.run(script, arguments: arguments, given: given)
  }
}
