import Storage
import Threads

/// Writes the events of one run, in the order they are given, on a thread of its own. Safe to use from many threads.
///
/// Events that wait are committed together, so rows that run side by side share the price of a commit. A commit waits for
/// the disk where one of its events must reach it, and takes along what went before.
final class JournalWriter: @unchecked Sendable {
  private struct Entry {
    var event: JournalEvent
    var counts: RunCounts
    /// Of the last event of a run.
    var end: RunEnd?
  }

  /// Events that may wait; the thread that adds another one waits for the disk.
  private static let room = 20_000
  private static let patience = 0.1

  let run: Int
  private let path: String
  /// Replaces secrets in what is written.
  private let redact: @Sendable (String) -> String
  private let database: Database
  private let lock = ConditionLock()
  private let written: LockCondition
  private var worker: Workers?
  // Under the lock.
  private var waiting: [Entry] = []
  /// How many events were given and how many are on disk.
  private var (given, stored) = (0, 0)
  private var isWanted = false
  private var isClosed = false
  private var failure: JournalError?
  // Of the thread.
  private var head: String
  private var number: Int

  /// Takes over a run whose last event has this hash and number.
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
    // Kept alive by its thread until `close`.
    worker = Workers(count: 1) { self.work() }
  }

  /// Adds an event, and what counts from it on. It is committed after a tenth of a second, or after `flush`.
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

  /// Waits until all that was given is committed.
  func flush() throws(JournalError) {
    if let failure = lock.withLock({ waitUntilStored() }) { throw failure }
  }

  /// Writes what is left and ends the thread; nothing may be appended any more.
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

  /// What is to be written, once somebody waits for it or it has waited long enough; nil at the end.
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

/// What the list of runs shows, as far as a run came.
struct RunCounts: Sendable, Hashable {
  var rows = 0
  var done = 0
  var failed = 0
  /// Rows in doubt, and writes in doubt outside of rows.
  var inDoubt = 0
  var writes = 0
  /// Rows that were left out.
  var skipped = 0
  /// Rows that ended, however; those that were interrupted are still to run.
  var ended: Int { done + failed + inDoubt + skipped }

  fileprivate var bindings: [Binding] {
    [rows, done, failed, inDoubt, writes].map { .integer($0) }
  }
}
