import Synchronization

/// A clock that tests set.
final class TestClock: Sendable {
  private let now: Mutex<Double>

  init(_ seconds: Double) {
    now = Mutex(seconds)
  }

  func advance(by seconds: Double) {
    now.withLock { $0 += seconds }
  }

  @Sendable func seconds() -> Double { now.withLock { $0 } }
}
