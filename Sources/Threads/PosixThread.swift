import Glibc

/// A running thread; the only place that creates threads.
struct PosixThread: @unchecked Sendable {
  private let handle: pthread_t

  /// Starts a thread with a stack of `size` bytes (nil for the default), with all signals blocked if `masked`; nil if
  /// the system cannot create a thread.
  init?(stack size: Int? = nil, masked: Bool = false, _ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    if let size, pthread_attr_setstacksize(&attributes, size) != 0 { return nil }
    let started = masked ? withSignalsBlocked { Self.create(&attributes, body) } : Self.create(&attributes, body)
    guard let started else { return nil }
    handle = started
  }

  /// Waits for the thread to end. Call at most once, and not after `detach`.
  func join() { pthread_join(handle, nil) }

  /// Detaches the thread, so that it is never joined.
  func detach() { pthread_detach(handle) }

  private static func create(
    _ attributes: UnsafePointer<pthread_attr_t>, _ body: @escaping @Sendable () -> Void
  ) -> pthread_t? {
    let work = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, attributes,
      { argument in
        if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, work.toOpaque())
    guard status == 0 else {
      work.release()
      return nil
    }
    return thread
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}

private func withSignalsBlocked<Result>(_ body: () -> Result) -> Result {
  var all = sigset_t()
  var before = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_BLOCK, &all, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  return body()
}

/// Starts a detached thread with all signals blocked; returns false if the system cannot create a thread.
///
/// Signals are delivered to threads that can handle them, and writing to a closed connection is an error instead of
/// SIGPIPE.
public func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  guard let thread = PosixThread(masked: true, body) else { return false }
  thread.detach()
  return true
}
