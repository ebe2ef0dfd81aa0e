/// Threads that run the same body, with stacks for deep evaluations.
public final class Workers: @unchecked Sendable {
  private var threads: [PosixThread]

  /// Starts as many threads as there are left, at most `count`.
  public init(count: Int, _ body: @escaping @Sendable () -> Void) {
    threads = (0..<count).compactMap { _ in PosixThread(stack: 256 << 20, body) }
  }

  /// How many threads there are; none when the system has none left.
  public var count: Int { threads.count }

  /// Waits for the end of all; called by one thread.
  public func join() {
    for thread in threads { thread.join() }
    threads = []
  }
}
