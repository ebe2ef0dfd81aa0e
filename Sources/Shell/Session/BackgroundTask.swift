import Glibc
import Synchronization

/// Work on a thread of its own.
final class BackgroundTask<Result: Sendable>: Sendable {
  private let state = Mutex<Result?>(nil)

  /// - Parameter whenDone: called on that thread, once the result is there.
  init(_ work: @escaping @Sendable () -> Result, whenDone: @escaping @Sendable () -> Void) {
    let job = Job { [self] in
      let result = work()
      state.withLock { $0 = result }
      whenDone()
    }
    job.start()
  }

  var result: Result? { state.withLock { $0 } }

  var isDone: Bool { result != nil }
}

private final class Job: Sendable {
  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }

  /// Runs the body here when the system has no thread to give.
  func start() {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, argument.toOpaque())
    if status == 0 {
      pthread_detach(thread)
    } else {
      argument.takeRetainedValue().body()
    }
  }
}
