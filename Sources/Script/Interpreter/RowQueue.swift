import JSON
import Threads

/// A row that a thread is done with.
struct FinishedRow: Sendable {
  var outputs: [Output]
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
  private let lock = ConditionLock()
  // Guarded by the lock.
  private var waiting: [NextRow] = []
  private var finished: [Int: FinishedRow] = [:]
  private var shown = 0
  private var running = 0
  private var isShowing = false
  private var isClosed = false
  private var firstTrouble: (index: Int, trouble: Interruption)?

  /// - Parameters:
  ///   - room: how many rows may wait.
  ///   - goesOn: whether rows run on after one that ended so.
  ///   - show: called by one thread at a time.
  init(room: Int, goesOn: @escaping @Sendable (Interruption) -> Bool, show: @escaping @Sendable (FinishedRow) -> Void) {
    self.room = room
    self.goesOn = goesOn
    self.show = show
  }

  /// What ended the loop: of the rows that failed the first.
  var trouble: Interruption? { lock.withLock { firstTrouble?.trouble } }

  /// Adds a row as soon as there is room. False when no more rows are wanted.
  func add(_ next: NextRow) -> Bool {
    lock.withLock {
      while waiting.count >= room, firstTrouble == nil { lock.wait() }
      guard firstTrouble == nil else { return false }
      waiting.append(next)
      lock.signal()
      return true
    }
  }

  /// Takes no more rows, and waits until those that run are done and shown.
  func close() {
    let rest = lock.withLock { () -> [FinishedRow] in
      isClosed = true
      lock.signal()
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
      while waiting.isEmpty, !isClosed, firstTrouble == nil { lock.wait() }
      guard !waiting.isEmpty, firstTrouble == nil else { return nil }
      running += 1
      defer { lock.signal() }
      return waiting.removeFirst()
    }
  }

  /// Keeps what a row said, and shows all rows whose turn it is, unless another thread is at it.
  func finish(_ index: Int, _ row: FinishedRow) {
    let isShower = lock.withLock {
      running -= 1
      finished[index] = row
      if let trouble = row.trouble, !goesOn(trouble), index < firstTrouble?.index ?? .max {
        firstTrouble = (index, trouble)
        waiting = []
      }
      defer { isShowing = true }
      return !isShowing
    }
    guard isShower else { return }
    while let row = nextToShow() { show(row) }
  }

  /// The row whose turn it is; nil where it is not done, and this thread shows no more.
  private func nextToShow() -> FinishedRow? {
    lock.withLock {
      if let row = finished.removeValue(forKey: shown) {
        shown += 1
        return row
      }
      isShowing = false
      lock.signal()
      return nil
    }
  }
}
