import JSON
import Query
import Script

// What the recorder knows of the run.
extension RunRecorder {
  enum Phase {
    /// Nothing was told yet.
    case armed
    case written(JournalWriter)
    case remembered(RunFold)
    case broken(Failure)
    case over
  }

  /// A unit that runs.
  struct Live {
    let unit: WorkUnit
    var row: Row?
    /// What later events call it by; nil until there is one.
    var number: Int?
    var startedAt: Double
    var attempts = 1
    /// How many of its times were told.
    var toldTimes = 0
    var hasWritten = false
    /// The method of each step, with its account.
    var methods: [Int: String] = [:]
    /// What each step is: two that are equal have the same.
    var contents: [Int: Digest] = [:]
    /// When each step was sent.
    var sentAt: [Int: SendTime] = [:]
    /// The objects of its steps as they were before.
    var pictures: [Int: Value] = [:]
    /// The objects that its reads showed, by where they are, and when.
    var seen: [String: (object: Value, at: Double)] = [:]
    var former: RowRecord.State?
  }

  struct State {
    var start: RunStart
    var phase = Phase.armed
    /// The run's; nil until it is in the journal.
    var number: Int?
    var live: [UnitKey: Live] = [:]
    /// The statement outside of rows that runs.
    var statement: UnitKey?
    var lastUnit = 0
    var counts = RunCounts()
    /// What units that are taken up again did before.
    var memory: RunMemory?
    /// The ids of what the run made.
    var made: Set<String> = []
    /// Writes that were sent and not answered yet, with their methods.
    var inFlight: [Step: String] = [:]
    /// Writes that may have been carried out, with what they are.
    var doubted: [Step: Digest] = [:]
    /// What rows sent to people, and which row it was.
    var outward: [Digest: (unit: UnitKey, row: Row)] = [:]
    /// How many rows the loops have whose sources are known to their end.
    var totals: [Int: Int] = [:]
    /// The loops whose rows all came.
    var exhausted: Set<Int> = []
    /// The rows that came again in a run that is taken up.
    var seen: Set<UnitKey> = []
    /// What statements outside of rows appended to files before the run was kept.
    var appended: [(unit: WorkUnit, ordinal: Int, piece: FilePiece)] = []
  }
}
