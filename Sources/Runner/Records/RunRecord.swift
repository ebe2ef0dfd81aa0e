public import JSON

/// Everything known about a run, as shown by `edush runs show` and the reports (docs/batch.md, "Runs").
public struct RunRecord: Sendable {
  /// What a run does.
  public enum Kind: String, Sendable, CaseIterable {
    case run
    case apply
    case undo
    case prompt
  }

  /// How far a run came.
  public enum State: String, Sendable {
    /// It has not ended yet.
    case running
    /// It ended with exit code 0.
    case done
    /// It ended with another exit code.
    case failed
    /// Its process is gone or was interrupted.
    case interrupted
  }

  /// The counts of a run.
  public struct Counts: Sendable, Hashable {
    /// Rows that began.
    public var rows = 0
    /// Rows that succeeded.
    public var done = 0
    /// Rows that failed.
    public var failed = 0
    /// Rows that were skipped.
    public var skipped = 0
    /// Rows in doubt, and writes in doubt outside of rows.
    public var inDoubt = 0
    /// Rows that did not run; nil if the source of a loop is not exhausted.
    public var left: Int?
    /// Writes that were carried out.
    public var writes = 0
    /// All requests, including reads and logins.
    public var requests = 0

    /// Creates counts of zero.
    public init() {}
  }

  /// nil if the journal does not keep the run.
  public var number: Int?
  /// Whether it is a run, an apply or an undo.
  public var kind: Kind
  /// The script's path as it was given; `-c` for a script on the command line.
  public var scriptName: String
  /// The SHA-256 of the script, in hexadecimal.
  public var scriptDigest: String
  /// The parameters of the script, without secret ones.
  public var parameters: Object
  /// How far the run came.
  public var state: State
  /// The exit code; nil while the run is not over.
  public var exitCode: Int?
  /// Unix seconds.
  public var startedAt: Double
  /// Unix seconds; nil while the run is not over.
  public var endedAt: Double?
  /// The counts so far.
  public var counts = Counts()
  /// In the order they began.
  public var rows: [RowRecord] = []
  /// The writes outside of rows.
  public var main: [StepRecord] = []

  /// Creates a record without rows.
  public init(
    _ kind: Kind, number: Int?, scriptName: String, scriptDigest: String, parameters: Object = [:], state: State,
    exitCode: Int? = nil, startedAt: Double, endedAt: Double? = nil
  ) {
    self.kind = kind
    self.number = number
    self.scriptName = scriptName
    self.scriptDigest = scriptDigest
    self.parameters = parameters
    self.state = state
    self.exitCode = exitCode
    self.startedAt = startedAt
    self.endedAt = endedAt
  }
}

/// A row of an outermost loop.
public struct RowRecord: Sendable {
  /// How a row ended.
  public enum State: String, Sendable, CaseIterable {
    case done
    case failed
    case skipped
    case inDoubt = "in_doubt"
    case interrupted
  }

  /// From 1, in the order of the loop's source.
  public var row: Int
  /// From 1, in the order of the script.
  public var loop: Int
  /// The key of the row: the output of `by`, otherwise the row as canonical JSON.
  public var key: Value
  /// The row itself.
  public var content: Value
  /// How the row ended.
  public var state: State
  /// How often the row was tried.
  public var attempts: Int
  /// The error object that `catch` receives; null if the row did not fail.
  public var error: Value
  /// The duration of the row, in milliseconds.
  public var durationMilliseconds: Double
  /// The writes of the row.
  public var steps: [StepRecord]

  /// Creates the record of a row.
  public init(
    row: Int, loop: Int, key: Value, content: Value, state: State, attempts: Int = 1, error: Value = .null,
    durationMilliseconds: Double = 0, steps: [StepRecord] = []
  ) {
    self.row = row
    self.loop = loop
    self.key = key
    self.content = content
    self.state = state
    self.attempts = attempts
    self.error = error
    self.durationMilliseconds = durationMilliseconds
    self.steps = steps
  }
}
