import Glibc

/// A started thread: the only place that creates one.
struct PosixThread: @unchecked Sendable {
  private let handle: pthread_t

  /// Starts a thread with a stack of that size, nil for the usual one, and a signal mask of its own where `masked`; nil
  /// where the system has none left.
  init?(stack size: Int? = nil, masked: Bool = false, _ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    if let size, pthread_attr_setstacksize(&attributes, size) != 0 { return nil }
    let started = masked ? withSignalsBlocked { Self.create(&attributes, body) } : Self.create(&attributes, body)
    guard let started else { return nil }
    handle = started
  }

  /// Waits for its end; once, and not for one that was detached.
  func join() { pthread_join(handle, nil) }

  /// Lets it end on its own.
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

/// Starts a detached thread that takes no signals; false where the system has none left.
///
/// A signal goes to a thread that can handle it, and a write to a closed connection is an error instead of SIGPIPE.
public func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  guard let thread = PosixThread(masked: true, body) else { return false }
  thread.detach()
  return true
}
