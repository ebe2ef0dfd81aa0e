import Glibc
import Synchronization

/// Collects what threads found.
final class Results: Sendable {
  private let all = Mutex<[Bool]>([])

  func add(_ result: Bool) {
    all.withLock { $0.append(result) }
  }

  /// Waits, ten seconds at most, until that many are there; a missing one counts as false.
  func wait(for count: Int) -> [Bool] {
    for _ in 0..<1000 {
      let found = all.withLock { $0 }
      if found.count >= count { return found }
      usleep(10_000)
    }
    return [false]
  }
}

/// A moment that one thread sets and another measures from.
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
