import Glibc

/// Threads with a large stack, for deeply nested evaluations and values.
public enum DeepStack {
  /// Runs `body` on a thread with a stack of `size` bytes, which is mapped on demand, and waits for it.
  public static func run<R, E>(size: Int = 1 << 30, _ body: () throws(E) -> R) throws(E) -> R {
    let work = Work<R, E>()
    withoutActuallyEscaping(body) { escapable in
      work.body = escapable
      work.start(size)
      work.body = nil
    }
    if let result = work.result { return try result.get() }
    return try body()
  }

  /// Whether the current thread has a deep stack.
  public static var isCurrent: Bool { pthread_getspecific(key) != nil }

  /// The lowest address that the current thread's stack may reach, with a margin above its end. For a thread that was
  /// not created here, assumes that a quarter of the usual size is left.
  public static var limit: UInt {
    var here: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
    if let known = pthread_getspecific(key) { return UInt(bitPattern: known) }
    var limits = rlimit()
    let status = getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limits)
    let usual: UInt = status == 0 && limits.rlim_cur < 1 << 30 ? UInt(limits.rlim_cur) : 8 << 20
    return address - min(address, usual / 4)
  }

  /// Thread-specific data of threads with a deep stack: the address of the limit.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  fileprivate static func mark(_ size: Int) {
    var here: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
    let room = UInt(size - min(size / 4, 1 << 18))
    pthread_setspecific(key, UnsafeRawPointer(bitPattern: address - min(address - 1, room)))
  }

  private final class Work<R, E: Error>: @unchecked Sendable {
    var body: (() throws(E) -> R)?
    var result: Result<R, E>?

    func start(_ size: Int) {
      let thread = PosixThread(stack: size) { [self] in
        guard let body else { return }
        DeepStack.mark(size)
        result = Result { () throws(E) in try body() }
      }
      thread?.join()
    }
  }
}
