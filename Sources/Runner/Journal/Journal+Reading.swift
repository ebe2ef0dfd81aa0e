import Calendar
public import JSON
import Storage

extension Journal {
  /// An entry of the list of runs.
  public struct Summary: Sendable {
    /// The number of the run.
    public var number: Int
    /// Whether it was a run, an apply or an undo.
    public var kind: RunRecord.Kind
    /// The state of the run.
    public var state: RunRecord.State
    /// The script's path as specified by the user.
    public var script: String
    /// Unix seconds.
    public var startedAt: Double
    var exitCode: Int?
    var counts: RunCounts
    var process: String
    var host: String

    /// Whether the outcome of any of its writes is unknown.
    public var isInDoubt: Bool { counts.inDoubt > 0 }

    /// Whether its process is still running. Machines do not share a journal, so another host name means that this
    /// machine was renamed or that a container is gone.
    var isAlive: Bool { host == Host.name && ProcessIdentity(parsing: process)?.isAlive == true }
  }

  /// Lists the runs, newest first.
  /// - Parameter limit: the maximum number of runs; nil for all.
  public func runs(limit: Int? = nil) throws(JournalError) -> [Summary] {
    guard let database = try open() else { return [] }
    var summaries = try attempt {
      try database.rows(Self.selection + " ORDER BY number DESC LIMIT ?", [.integer(limit ?? -1)], Self.summary)
    }
    for index in summaries.indices where summaries[index].state == .interrupted && summaries[index].exitCode == nil {
      // The process ended before it could record these counts.
      let counts = try fold(summaries[index].number, in: database).counts
      summaries[index].counts = RunCounts(
        rows: counts.rows, done: counts.done, failed: counts.failed, inDoubt: counts.inDoubt, writes: counts.writes)
    }
    return summaries
  }

  /// Returns the summary of a run; nil if there is no run with that number.
  func summary(_ number: Int, in database: Database) throws(JournalError) -> Summary? {
    try attempt { try database.rows(Self.selection + " WHERE number = ?", [.integer(number)], Self.summary) }.first
  }

  /// Returns everything known about a run; nil if there is no run with that number.
  public func record(_ number: Int) throws(JournalError) -> RunRecord? {
    guard let database = try open(), let summary = try summary(number, in: database) else { return nil }
    return try fold(number, in: database).record(
      number, summary.kind, startedAt: summary.startedAt, isAlive: summary.isAlive)
  }

  /// Iterates over the events of a run in order.
  func forEachEvent(
    of run: Int, in database: Database, _ body: (_ number: Int, _ text: String, _ hash: String) -> Void
  ) throws(JournalError) {
    try attempt {
      _ = try database.rows(
        "SELECT number, content, hash FROM event WHERE run = ? ORDER BY number", [.integer(run)]
      ) { body($0.integer(0), $0.text(1), $0.text(2)) }
    }
  }

  func fold(_ run: Int, in database: Database) throws(JournalError) -> RunFold {
    var fold = RunFold()
    try forEachEvent(of: run, in: database) { _, text, _ in
      if let event = JournalEvent(parsing: text) { fold.add(event) }
    }
    return fold
  }

  private static let selection = """
    SELECT number, kind, script, started_at, exit_code, host, process, rows, done, failed, in_doubt, writes FROM run
    """

  private static func summary(_ row: Row) -> Summary {
    let exitCode = row.isNull(4) ? nil : row.integer(4)
    var summary = Summary(
      number: row.integer(0), kind: RunRecord.Kind(rawValue: row.text(1)) ?? .run, state: .running,
      script: row.text(2), startedAt: row.real(3), exitCode: exitCode,
      counts: RunCounts(
        rows: row.integer(7), done: row.integer(8), failed: row.integer(9), inDoubt: row.integer(10),
        writes: row.integer(11)), process: row.text(6), host: row.text(5))
    summary.state = RunRecord.State(exitCode: exitCode, isAlive: summary.isAlive)
    return summary
  }
}

extension RunRecord.State {
  init(exitCode: Int?, isAlive: Bool) {
    self =
      switch exitCode {
      case nil: isAlive ? .running : .interrupted
      case 0: .done
      case 129, 130, 143: .interrupted
      default: .failed
      }
  }
}

extension Journal.Summary {
  /// `{run, kind, script, state, started, rows, done, failed, in_doubt, writes}`
  public var value: Value {
    [
      "run": Value(number), "kind": Value(kind.rawValue), "script": Value(script), "state": Value(state.rawValue),
      "started": Value(ISOTime.text(startedAt)), "rows": Value(counts.rows), "done": Value(counts.done),
      "failed": Value(counts.failed), "in_doubt": Value(counts.inDoubt), "writes": Value(counts.writes),
    ]
  }
}
