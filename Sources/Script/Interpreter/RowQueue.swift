import JSON
import Threads

/// A row that a thread has finished.
struct FinishedRow: Sendable {
  var outputs: [RowOutput]
  var trouble: Interruption?
  /// The number of failed rows in inner loops that continued.
  var failedRows: Int
}

/// Distributes rows to threads and shows their results in row order: the thread that finishes the next row to be shown
/// also shows the finished rows after it.
final class RowQueue: @unchecked Sendable {
  private let room: Int
  private let goesOn: @Sendable (Interruption) -> Bool
  private let show: @Sendable (FinishedRow) -> Void
  /// The thread that adds rows waits on its own condition, the others wait on `rowsAdded`.
  private let lock = ConditionLock()
  private let rowsAdded: LockCondition
  // Guarded by the lock.
  private var waiting: [NextRow] = []
  private var finished: [Int: FinishedRow] = [:]
  private var shown: Int
  private var running = 0
  /// Threads that wait for rows, and the number of them that have been woken.
  private var idle = 0
  private var woken = 0
  private var isFull = false
  private var isShowing = false
  private var isClosed = false
  private var firstTrouble: (index: Int, trouble: Interruption)?

  /// - Parameters:
  ///   - first: the index of the first row.
  ///   - room: the maximum number of waiting rows.
  ///   - goesOn: whether other rows continue after one that ended this way.
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

  /// The reason the loop ended early: that of the first failed row.
  var trouble: Interruption? { lock.withLock { firstTrouble?.trouble } }

  /// Adds a row as soon as there is room. Waits until there is room for several, since each wait costs more than a
  /// short row. Returns false if no more rows are needed.
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

  /// Accepts no more rows, and waits until the running ones are finished and shown.
  func close() {
    let rest = lock.withLock { () -> [FinishedRow] in
      isClosed = true
      rowsAdded.wakeAll()
      while !waiting.isEmpty || running > 0 || isShowing { lock.wait() }
      // Rows after one that was never started, because the loop ended early.
      defer { finished = [:] }
      return finished.sorted { $0.key < $1.key }.map(\.value)
    }
    rest.forEach(show)
  }

  /// The next row; nil if there are no more.
  func take() -> NextRow? {
    lock.withLock {
      while waiting.isEmpty, !isClosed, firstTrouble == nil { waitForRows() }
      guard !waiting.isEmpty, firstTrouble == nil else { return nil }
      running += 1
      defer { reopen() }
      return waiting.removeFirst()
    }
  }

  /// Stores the result of a row, and shows all rows that are next in order, unless another thread is doing so.
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

  /// Wakes the thread that adds rows once the queue is half empty.
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

  /// The next row to show; nil if it is not finished, so that this thread stops showing rows.
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
