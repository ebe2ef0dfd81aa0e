import JSON
import Threads

/// A row that a thread is done with.
struct FinishedRow: Sendable {
  var outputs: [RowOutput]
  var trouble: Interruption?
  /// Rows of inner loops that failed while others went on.
  var failedRows: Int
}

/// Hands rows to threads and shows their results in the order of the rows: the thread that finishes the next row in turn
/// shows it, with those that waited for it.
final class RowQueue: @unchecked Sendable {
  private let room: Int
  private let goesOn: @Sendable (Interruption) -> Bool
  private let show: @Sendable (FinishedRow) -> Void
  /// The thread that adds rows waits on its own condition, the others on `rowsAdded`.
  private let lock = ConditionLock()
  private let rowsAdded: LockCondition
  // Guarded by the lock.
  private var waiting: [NextRow] = []
  private var finished: [Int: FinishedRow] = [:]
  private var shown: Int
  private var running = 0
  /// Threads that wait for rows, and how many of them have been woken for one.
  private var idle = 0
  private var woken = 0
  private var isFull = false
  private var isShowing = false
  private var isClosed = false
  private var firstTrouble: (index: Int, trouble: Interruption)?

  /// - Parameters:
  ///   - first: the index of the first row that comes.
  ///   - room: how many rows may wait.
  ///   - goesOn: whether rows run on after one that ended so.
  ///   - show: called by one thread at a time.
  init(
    from first: Int = 0, room: Int, goesOn: @escaping @Sendable (Interruption) -> Bool,
    show: @escaping @Sendable (FinishedRow) -> Void
  ) {
    shown = first
    self.room = room
    rowsAdded = LockCondition(of: lock)
    self.goesOn = goesOn
    self.show = show
  }

  /// What ended the loop: of the rows that failed the first.
  var trouble: Interruption? { lock.withLock { firstTrouble?.trouble } }

  /// Adds a row as soon as there is room; then for several, since each sleep costs more than a short row. False when no
  /// more rows are wanted.
  func add(_ next: NextRow) -> Bool {
    lock.withLock {
      isFull = waiting.count >= room
      while isFull, firstTrouble == nil { lock.wait() }
      guard firstTrouble == nil else { return false }
      waiting.append(next)
      if idle > woken {
        woken += 1
        rowsAdded.wakeOne()
      }
      return true
    }
  }

  /// Takes no more rows, and waits until those that run are done and shown.
  func close() {
    let rest = lock.withLock { () -> [FinishedRow] in
      isClosed = true
      rowsAdded.wakeAll()
      while !waiting.isEmpty || running > 0 || isShowing { lock.wait() }
      // Rows after one that was never taken, because the loop ended.
      defer { finished = [:] }
      return finished.sorted { $0.key < $1.key }.map(\.value)
    }
    rest.forEach(show)
  }

  /// The next row; nil when there are no more.
  func take() -> NextRow? {
    lock.withLock {
      while waiting.isEmpty, !isClosed, firstTrouble == nil { waitForRows() }
      guard !waiting.isEmpty, firstTrouble == nil else { return nil }
      running += 1
      defer { reopen() }
      return waiting.removeFirst()
    }
  }

  /// Keeps the output of a row, and shows all rows whose turn it is, unless another thread is at it.
  func finish(_ index: Int, _ row: FinishedRow) {
    var next = lock.withLock { () -> FinishedRow? in
      running -= 1
      if let trouble = row.trouble, !goesOn(trouble) { end(index, trouble) }
      finished[index] = row
      guard !isShowing else { return nil }
      isShowing = true
      return nextInTurn()
    }
    while let row = next {
      show(row)
      next = lock.withLock { nextInTurn() }
    }
  }
}

// MARK: Under the lock

extension RowQueue {
  private func waitForRows() {
    idle += 1
    rowsAdded.wait()
    idle -= 1
    woken = max(0, woken - 1)
  }

  /// Wakes the thread that adds rows once half of them are taken.
  private func reopen() {
    guard isFull, waiting.count <= room / 2 else { return }
    isFull = false
    lock.signal()
  }

  private func end(_ index: Int, _ trouble: Interruption) {
    guard index < firstTrouble?.index ?? .max else { return }
    firstTrouble = (index, trouble)
    waiting = []
    lock.signal()
    rowsAdded.wakeAll()
  }

  /// The row whose turn it is; nil where it is not done, and this thread shows no more.
  private func nextInTurn() -> FinishedRow? {
    if let row = finished.removeValue(forKey: shown) {
      shown += 1
      return row
    }
    isShowing = false
    if isClosed { lock.signal() }
    return nil
  }
}
