public import JSON

/// Everything that is known of a run, as `edush runs show` and the reports give it (batch.md, 2).
public struct RunRecord: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case run
    case apply
    case undo
    case prompt
  }

  public enum State: String, Sendable {
    case running
    /// It ended with 0.
    case done
    /// It ended with anything else.
    case failed
    /// Its process is gone, or was told to end.
    case interrupted
  }

  public struct Counts: Sendable, Hashable {
    public var rows = 0
    public var done = 0
    public var failed = 0
    public var skipped = 0
    public var inDoubt = 0
    /// Rows that did not run; nil where the sources of the loops are not known to their end.
    public var left: Int?
    public var writes = 0
    /// Everything that was sent, reads and logins included.
    public var requests = 0

    public init() {}
  }

  /// nil where no journal keeps the run.
  public var number: Int?
  public var kind: Kind
  /// `-c` for a text of the command line.
  public var scriptName: String
  /// In hexadecimal digits.
  public var scriptDigest: String
  /// Those of the script, without secret ones.
  public var parameters: Object
  public var state: State
  public var exitCode: Int?
  /// Unix seconds, as `endedAt`.
  public var startedAt: Double
  public var endedAt: Double?
  public var counts = Counts()
  /// In the order they began.
  public var rows: [RowRecord] = []
  /// The writes outside of rows.
  public var main: [StepRecord] = []

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
  /// What names the row: the output of `by`, else the row as canonical JSON.
  public var key: Value
  /// The row itself.
  public var content: Value
  public var state: State
  public var attempts: Int
  /// The object that `catch` would see; null where it did not fail.
  public var error: Value
  public var durationMilliseconds: Double
  public var steps: [StepRecord]

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
