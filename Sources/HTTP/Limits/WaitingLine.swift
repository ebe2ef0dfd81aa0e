import Synchronization
import Threads

/// A queue of the threads of this process that wait for the same resource, in order of arrival.
final class WaitingLine: Sendable {
  /// The first one has its turn.
  private let places = Mutex<[Latch]>([])

  /// Runs the body once all earlier threads have left.
  ///
  /// - Parameters:
  ///   - seconds: the maximum time to wait.
  ///   - begin: called before the wait, with the number of threads ahead.
  ///   - body: receives false if the time ran out first.
  func inTurn<Result>(
    within seconds: Double, _ cancellation: Cancellation, begin: (Int) throws(TransportError) -> Void,
    _ body: (Bool) throws(TransportError) -> Result
  ) throws(TransportError) -> Result {
    let place = Latch()
    let before = places.withLock { places in
      places.append(place)
      return places.count - 1
    }
    defer { leave(place) }
    guard before > 0 else { return try body(true) }
    try begin(before)
    let registration = cancellation.onCancel { place.set() }
    defer { cancellation.remove(registration) }
    place.wait(seconds: seconds)
    try cancellation.check()
    return try body(places.withLock { $0.first === place })
  }

  private func leave(_ place: Latch) {
    let next = places.withLock { places in
      places.removeAll { $0 === place }
      return places.first
    }
    next?.set()
  }
}
