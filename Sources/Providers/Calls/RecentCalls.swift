import Synchronization

/// The latest calls by exchange, for `replay`. Safe to use from several threads.
final class RecentCalls: Sendable {
  private static let limit = 1_000
  private let calls = Mutex<[Int: PreparedCall]>([:])

  subscript(exchange: Int) -> PreparedCall? { calls.withLock { $0[exchange] } }

  func insert(_ call: PreparedCall, exchange: Int?) {
    guard let exchange else { return }
    calls.withLock { calls in
      calls[exchange] = call
      calls[exchange - Self.limit] = nil
    }
  }
}
