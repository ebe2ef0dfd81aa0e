import Glibc
import Synchronization

/// Whether the condition holds, now or within the time.
func waits(seconds: Double = 30, for condition: () throws -> Bool) rethrows -> Bool {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while try !condition() {
    guard ContinuousClock.now < deadline else { return false }
    usleep(1000)
  }
  return true
}

/// Collects what threads found.
final class Results: Sendable {
  private let all = Mutex<[Bool]>([])

  func add(_ result: Bool) {
    all.withLock { $0.append(result) }
  }

  /// Waits until that many results are there; a missing one counts as false.
  func wait(for count: Int) -> [Bool] {
    let isComplete = waits { all.withLock { $0.count } >= count }
    return all.withLock { $0 } + (isComplete ? [] : [false])
  }
}

/// A moment set by one thread and measured from by another.
final class Instant: Sendable {
  private let start = Mutex(ContinuousClock.now)

  func set() {
    start.withLock { $0 = .now }
  }

  var elapsed: Double {
    let duration = ContinuousClock.now - start.withLock { $0 }
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
