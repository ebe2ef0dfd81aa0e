public import Script

/// One run of a script: how its outermost loops run, and which of their rows.
public struct ScriptRun: Sendable {
  /// How loops run that do not say so themselves: `--jobs`, `--keep-going`.
  public var loops = LoopDefaults()
  /// The part of the rows that runs; nil is all of them.
  public var shard: Shard?

  public init() {}

  /// Watch the units for the environment that the script runs in.
  public var observers: [any UnitObserver] { shard.map { [ShardObserver(shard: $0)] } ?? [] }

  /// Runs a script with the arguments after its name.
  public func run(
    _ script: Script, arguments: [String], in environment: any RunEnvironment
  ) -> ScriptOutcome {
    let interpreter = Interpreter(environment)
    interpreter.loopDefaults = loops
    return interpreter.run(script, arguments: arguments)
  }
}
