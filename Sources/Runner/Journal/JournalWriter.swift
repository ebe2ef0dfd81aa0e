import Storage
import Threads

/// Writes the events of one run in order, on its own thread. Safe to use from several threads.
///
/// Pending events share a commit, so parallel rows share its cost. A commit syncs to disk only if one of its events
/// must survive a power failure; it includes all earlier events.
final class JournalWriter: @unchecked Sendable {
  private struct Entry {
    var event: JournalEvent
    var counts: RunCounts
    /// Set for the last event of a run.
    var end: RunEnd?
  }

  /// The maximum number of pending events; `append` blocks when it is reached.
  private static let room = 20_000
  private static let patience = 0.1

  let run: Int
  private let path: String
  /// Replaces secrets before anything is written.
  private let redact: @Sendable (String) -> String
  private let database: Database
  private let lock = ConditionLock()
  private let written: LockCondition
  private var worker: Workers?
  // Guarded by the lock.
  private var waiting: [Entry] = []
  /// How many events were appended, and how many are committed.
  private var (given, stored) = (0, 0)
  private var isWanted = false
  private var isClosed = false
  private var failure: JournalError?
  // Used by the writer thread only.
  private var head: String
  private var number: Int

  /// Continues a run after an event with this hash and number.
  init(
    _ database: Database, at path: String, run: Int, head: String, number: Int,
    redact: @escaping @Sendable (String) -> String
  ) {
    self.redact = redact
    self.database = database
    self.path = path
    self.run = run
    self.head = head
    self.number = number
    written = LockCondition(of: lock)
    // The thread keeps the writer alive until `close`.
    worker = Workers(count: 1) { self.work() }
  }

  /// Appends an event and updates the run's counts. The event is committed within 0.1 seconds or by `flush`.
  func append(_ event: JournalEvent, _ counts: RunCounts, end: RunEnd? = nil) throws(JournalError) {
    let failure = lock.withLock { () -> JournalError? in
      while waiting.count >= Self.room, self.failure == nil { written.wait() }
      guard self.failure == nil else { return self.failure }
      waiting.append(Entry(event: event, counts: counts, end: end))
      given += 1
      if waiting.count == 1 { lock.signal() }
      return nil
    }
    if let failure { throw failure }
  }

  /// Blocks until all appended events are committed.
  func flush() throws(JournalError) {
    if let failure = lock.withLock({ waitUntilStored() }) { throw failure }
  }

  /// Writes the pending events and ends the thread. Nothing may be appended afterwards.
  func close() {
    lock.withLock {
      isClosed = true
      lock.signal()
    }
    worker?.join()
    worker = nil
  }

  private func waitUntilStored() -> JournalError? {
    let ticket = given
    guard stored < ticket else { return failure }
    isWanted = true
    lock.signal()
    while stored < ticket, failure == nil { written.wait() }
    return failure
  }
}

// MARK: The thread

extension JournalWriter {
  private func work() {
    while let entries = take() {
      do throws(JournalError) {
        try store(entries)
        end(entries.count, nil)
      } catch {
        end(0, error)
        return
      }
    }
  }

  /// Returns the pending events as soon as a caller waits for them or the delay has passed; nil at the end.
  private func take() -> [Entry]? {
    lock.withLock {
      while waiting.isEmpty, !isClosed { lock.wait() }
      var mayWait = true
      while mayWait, !isWanted, !isClosed, waiting.count < Self.room / 2 { mayWait = lock.wait(seconds: Self.patience) }
      guard !waiting.isEmpty else { return isClosed ? nil : [] }
      isWanted = false
      defer { waiting.removeAll(keepingCapacity: true) }
      return waiting
    }
  }

  private func end(_ count: Int, _ failure: JournalError?) {
    lock.withLock {
      stored += count
      self.failure = self.failure ?? failure
      written.wakeAll()
    }
  }

  private func store(_ entries: [Entry]) throws(JournalError) {
    guard let last = entries.last else { return }
    let (head, number) = (self.head, self.number)
    do {
      try database.transaction(entries.contains { $0.event.name.mustReachDisk } ? .full : .normal) {
        for entry in entries {
          let text = redact(entry.event.text)
          self.head = HashChain.next(after: self.head, text)
          self.number += 1
          try database.change(
            "INSERT INTO event (run, number, content, hash) VALUES (?, ?, ?, ?)",
            [.integer(run), .integer(self.number), .text(text), .text(self.head)])
        }
        try database.change(
          """
          UPDATE run SET rows = ?, done = ?, failed = ?, in_doubt = ?, writes = ?, events = ?, head = ? WHERE number = ?
          """, last.counts.bindings + [.integer(self.number), .text(self.head), .integer(run)])
        guard let end = last.end else { return }
        try database.change(
          "UPDATE run SET ended_at = ?, exit_code = ? WHERE number = ?",
          [.real(end.at), .integer(end.exitCode), .integer(run)])
      }
    } catch {
      (self.head, self.number) = (head, number)
      throw (error as? DatabaseError).map { JournalError($0, at: path) }
        ?? JournalError("the journal \(path) cannot be used: \(error)", hint: "see `edush doctor`")
    }
  }
}

/// How a run ended.
struct RunEnd: Sendable {
  var exitCode: Int
  /// Unix seconds.
  var at: Double
}

/// The counts of a run so far, as shown in the list of runs.
struct RunCounts: Sendable, Hashable {
  var rows = 0
  var done = 0
  var failed = 0
  /// Rows in doubt, and writes in doubt outside of rows.
  var inDoubt = 0
  var writes = 0
  /// Skipped rows.
  var skipped = 0
  /// Rows that ended in any way. Interrupted rows still have to run.
  var ended: Int { done + failed + inDoubt + skipped }

  fileprivate var bindings: [Binding] {
    [rows, done, failed, inDoubt, writes].map { .integer($0) }
  }
}
