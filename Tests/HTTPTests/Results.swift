import Glibc
import Synchronization

/// Collects the results of threads.
final class Results: Sendable {
  private let all = Mutex<[Bool]>([])

  func add(_ result: Bool) {
    all.withLock { $0.append(result) }
  }

  /// Waits at most ten seconds for that many results; a missing one counts as false.
  func wait(for count: Int) -> [Bool] {
    for _ in 0..<1000 {
      let found = all.withLock { $0 }
      if found.count >= count { return found }
      usleep(10_000)
    }
    return [false]
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
