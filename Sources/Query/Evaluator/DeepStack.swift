import Glibc

/// Threads with a stack large enough for deeply nested evaluations and values.
public enum DeepStack {
  /// Runs `body` on a thread with a stack of `size` bytes, mapped as it is used, and waits for it.
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

  /// Whether the current thread is one of these.
  static var isCurrent: Bool { pthread_getspecific(key) != nil }

  /// The address below which the current thread's stack must not grow: some way above its end. Of a thread that is
  /// none of ours, a quarter of the usual size is taken to be left.
  static var limit: UInt {
    var here: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
    if let known = pthread_getspecific(key) { return UInt(bitPattern: known) }
    var limits = rlimit()
    let status = getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limits)
    let usual: UInt = status == 0 && limits.rlim_cur < 1 << 30 ? UInt(limits.rlim_cur) : 8 << 20
    return address - min(address, usual / 4)
  }

  /// Of a thread with a deep stack: the address of its limit.
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

  private class AnyWork: @unchecked Sendable {
    func perform() {}
  }

  private final class Work<R, E: Error>: AnyWork, @unchecked Sendable {
    var body: (() throws(E) -> R)?
    private var size = 0
    var result: Result<R, E>?

    override func perform() {
      guard let body else { return }
      DeepStack.mark(size)
      result = Result { () throws(E) in try body() }
    }

    func start(_ size: Int) {
      self.size = size
      var attributes = pthread_attr_t()
      guard pthread_attr_init(&attributes) == 0 else { return }
      defer { pthread_attr_destroy(&attributes) }
      guard pthread_attr_setstacksize(&attributes, size) == 0 else { return }
      var thread = pthread_t()
      let argument = Unmanaged<AnyWork>.passUnretained(self).toOpaque()
      let status = pthread_create(
        &thread, &attributes,
        { argument in
          if let argument { Unmanaged<AnyWork>.fromOpaque(argument).takeUnretainedValue().perform() }
          return nil
        }, argument)
      if status == 0 { pthread_join(thread, nil) }
    }
  }
}
