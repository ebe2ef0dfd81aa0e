import Synchronization

/// Work on a thread of its own, or right here when the system has no thread to give.
public final class BackgroundTask<Result: Sendable>: Sendable {
  private let state = Mutex<Result?>(nil)

  /// - Parameter whenDone: called on that thread, once the result is there.
  public init(_ work: @escaping @Sendable () -> Result, whenDone: @escaping @Sendable () -> Void) {
    let job: @Sendable () -> Void = { [self] in
      let result = work()
      state.withLock { $0 = result }
      whenDone()
    }
    if let thread = PosixThread(job) { thread.detach() } else { job() }
  }

  /// nil until it is done.
  public var result: Result? { state.withLock { $0 } }

  /// Whether the result is there.
  public var isDone: Bool { result != nil }
}
