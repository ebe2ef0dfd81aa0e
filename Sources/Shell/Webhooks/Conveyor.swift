import Dispatch
import Synchronization
import Threads

/// Passes items to its own thread, in order, in batches of the items that have accumulated.
final class Conveyor<Item: Sendable>: Sendable {
  private struct State {
    var items: [Item] = []
    var isClosed = false
  }

  private let limit: Int
  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)
  private let closing = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - limit: the maximum number of waiting items.
  ///   - pause: the pause after each batch, so that further items form a batch.
  init(limit: Int, pauseInMilliseconds pause: Int = 0, work: @escaping @Sendable ([Item]) -> Void) {
    self.limit = limit
    _ = BackgroundTask({ [self] in run(pause, work) }, whenDone: {})
  }

  /// Whether another item would be accepted; stays true for the only thread that adds items.
  var hasRoom: Bool { state.withLock { $0.items.count < limit && !$0.isClosed } }

  /// Adds an item; returns false if the limit is reached.
  @discardableResult
  func add(_ item: Item) -> Bool {
    let (isTaken, isFirst) = state.withLock { state in
      guard state.items.count < limit, !state.isClosed else { return (false, false) }
      state.items.append(item)
      return (true, state.items.count == 1)
    }
    if isFirst { filled.signal() }
    return isTaken
  }

  /// Accepts no more items and waits for the remaining ones, up to a time limit; returns the number left.
  func close(seconds: Int) -> Int {
    state.withLock { $0.isClosed = true }
    closing.signal()
    filled.signal()
    _ = ended.wait(timeout: .now() + .seconds(seconds))
    return state.withLock { state in
      defer { state.items = [] }
      return state.items.count
    }
  }

  private func run(_ pause: Int, _ work: ([Item]) -> Void) {
    while true {
      filled.wait()
      let (batch, isClosed) = state.withLock { state in
        defer { state.items = [] }
        return (state.items, state.isClosed)
      }
      if !batch.isEmpty { work(batch) }
      if isClosed { break }
      if pause > 0 { _ = closing.wait(timeout: .now() + .milliseconds(pause)) }
    }
    ended.signal()
  }
}
