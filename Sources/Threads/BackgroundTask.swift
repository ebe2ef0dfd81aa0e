import Synchronization

/// Work on a separate thread, or on the current one if the system cannot create a thread.
public final class BackgroundTask<Result: Sendable>: Sendable {
  private let state = Mutex<Result?>(nil)

  /// Starts the work.
  ///
  /// - Parameter whenDone: called on the same thread, after the result is available.
  public init(_ work: @escaping @Sendable () -> Result, whenDone: @escaping @Sendable () -> Void) {
    let job: @Sendable () -> Void = { [self] in
      let result = work()
      state.withLock { $0 = result }
      whenDone()
    }
    if let thread = PosixThread(job) { thread.detach() } else { job() }
  }

  /// The result; nil until the work is done.
  public var result: Result? { state.withLock { $0 } }

  /// Whether the result is available.
  public var isDone: Bool { result != nil }
}
