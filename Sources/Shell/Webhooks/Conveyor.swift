import Dispatch
import Synchronization
import Threads

/// Takes things to a thread of its own, in their order, as many at a time as have gathered.
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
  ///   - limit: how many may wait.
  ///   - pause: after each batch; what comes meanwhile is one batch.
  init(limit: Int, pauseInMilliseconds pause: Int = 0, work: @escaping @Sendable ([Item]) -> Void) {
    self.limit = limit
    _ = BackgroundTask({ [self] in run(pause, work) }, whenDone: {})
  }

  /// Whether one more may wait; it stays so for the only thread that adds.
  var hasRoom: Bool { state.withLock { $0.items.count < limit && !$0.isClosed } }

  /// Whether there was room.
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

  /// Takes nothing more, and waits for what is there, but no longer than that; returns how many are left.
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
