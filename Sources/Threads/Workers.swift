/// A pool of threads that run the same body, with stacks for deeply nested evaluations.
public final class Workers: @unchecked Sendable {
  private var threads: [PosixThread]

  /// Starts `count` threads, or fewer if the system cannot create as many.
  public init(count: Int, _ body: @escaping @Sendable () -> Void) {
    threads = (0..<count).compactMap { _ in PosixThread(stack: 256 << 20, body) }
  }

  /// The number of threads; 0 if the system could not create any.
  public var count: Int { threads.count }

  /// Waits for all threads to end; must be called from a single thread.
  public func join() {
    for thread in threads { thread.join() }
    threads = []
  }
}
