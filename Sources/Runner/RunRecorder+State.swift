import JSON
import Query
import Script

// The recorder's state.
extension RunRecorder {
  enum Phase {
    /// Nothing has been recorded yet.
    case armed
    case written(JournalWriter)
    case remembered(RunFold)
    case broken(Failure)
    case over
  }

  /// A unit that is running.
  struct Live {
    let unit: WorkUnit
    var row: Row?
    /// The number that later events use for it; nil until it has one.
    var number: Int?
    var startedAt: Double
    var attempts = 1
    /// The number of `now` values already recorded.
    var toldTimes = 0
    var hasWritten = false
    /// The account and method of each step.
    var methods: [Int: String] = [:]
    /// The digest of each step's method and arguments; equal writes have equal digests.
    var contents: [Int: Digest] = [:]
    var sentAt: [Int: SendTime] = [:]
    /// The objects of its steps, as they were before.
    var pictures: [Int: Value] = [:]
    /// The objects returned by its reads, by path, with the time.
    var seen: [String: (object: Value, at: Double)] = [:]
    var former: RowRecord.State?
  }

  struct State {
    var start: RunStart
    var phase = Phase.armed
    /// The number of the run; nil until it is in the journal.
    var number: Int?
    var live: [UnitKey: Live] = [:]
    /// The current statement outside of rows.
    var statement: UnitKey?
    var lastUnit = 0
    var counts = RunCounts()
    /// The state of the run before it was resumed.
    var memory: RunMemory?
    /// The ids of the objects that the run created.
    var made: Set<String> = []
    /// Writes that were sent and have no response yet, with their methods.
    var inFlight: [Step: String] = [:]
    /// Writes that may have been carried out, with digests of their content.
    var doubted: [Step: Digest] = [:]
    /// The content that rows sent to people, with the row.
    var outward: [Digest: (unit: UnitKey, row: Row)] = [:]
    /// The number of rows of each loop whose source is exhausted.
    var totals: [Int: Int] = [:]
    /// The loops whose rows have all been read.
    var exhausted: Set<Int> = []
    /// The rows of the resumed run that appeared again.
    var seen: Set<UnitKey> = []
    /// The names of completed rows of the resumed run that have changed in their file since.
    var edited: [String] = []
    /// Whether this process has recorded anything that a unit did.
    var hasProgressed = false
    /// Texts that statements outside of rows appended to files before the journal entry was started.
    var appended: [(unit: WorkUnit, ordinal: Int, piece: FilePiece)] = []
  }
}
