import JSON
import Threads

/// A row that a thread is done with.
struct FinishedRow: Sendable {
  var outputs: [Output]
  var trouble: Interruption?
  /// Rows of inner loops that failed while others went on.
  var failedRows: Int
}

/// Hands rows to threads and their results back in the order of the rows. One thread adds and shows, the others take.
final class RowQueue: @unchecked Sendable {
  private let room: Int
  private let keepsGoing: Bool
  private let lock = ConditionLock()
  // Guarded by the lock.
  private var waiting: [Row] = []
  private var finished: [Int: FinishedRow] = [:]
  private var added = 0
  private var shown = 0
  private var running = 0
  private var isClosed = false
  private var firstTrouble: (index: Int, trouble: Interruption)?

  /// `room` rows may wait.
  init(room: Int, keepsGoing: Bool) {
    self.room = room
    self.keepsGoing = keepsGoing
  }

  /// What ended the loop: of the rows that failed the first.
  var trouble: Interruption? { lock.withLock { firstTrouble?.trouble } }

  /// Adds a row as soon as there is room, and shows those that finish meanwhile. False when no more rows are wanted.
  func add(_ row: Row, _ show: (FinishedRow) -> Void) -> Bool {
    showFinished(show) { self.waiting.count < self.room || self.firstTrouble != nil }
    return lock.withLock {
      guard firstTrouble == nil else { return false }
      waiting.append(row)
      added += 1
      lock.signal()
      return true
    }
  }

  /// Takes no more rows, waits for those that run, and shows them.
  func close(_ show: (FinishedRow) -> Void) {
    lock.withLock {
      isClosed = true
      lock.signal()
    }
    showFinished(show) { self.waiting.isEmpty && self.running == 0 }
  }

  /// The next row; nil when there are no more.
  func take() -> Row? {
    lock.withLock {
      while waiting.isEmpty, !isClosed, firstTrouble == nil { lock.wait() }
      guard !waiting.isEmpty, firstTrouble == nil else { return nil }
      running += 1
      defer { lock.signal() }
      return waiting.removeFirst()
    }
  }

  func finish(_ index: Int, _ row: FinishedRow) {
    lock.withLock {
      running -= 1
      finished[index] = row
      if let trouble = row.trouble, !(keepsGoing && trouble.isRowFailure), index < firstTrouble?.index ?? .max {
        firstTrouble = (index, trouble)
        waiting = []
      }
      lock.signal()
    }
  }

  /// Shows finished rows in order until `isEnough` holds, which is asked under the lock.
  private func showFinished(_ show: (FinishedRow) -> Void, until isEnough: () -> Bool) {
    while true {
      let (rows, isDone) = lock.withLock { () -> ([FinishedRow], Bool) in
        while !isEnough(), nextFinished == nil { lock.wait() }
        var rows: [FinishedRow] = []
        while let row = nextFinished {
          rows.append(row)
          finished[shown] = nil
          shown += 1
        }
        return (rows, isEnough() && rows.isEmpty)
      }
      rows.forEach(show)
      if isDone { return showRest(show) }
    }
  }

  private var nextFinished: FinishedRow? { finished[shown] }

  /// Rows behind one that was never taken, because the loop ended.
  private func showRest(_ show: (FinishedRow) -> Void) {
    let rest = lock.withLock { () -> [FinishedRow] in
      guard isClosed, running == 0 else { return [] }
      defer { finished = [:] }
      return finished.sorted { $0.key < $1.key }.map(\.value)
    }
    rest.forEach(show)
  }
}
