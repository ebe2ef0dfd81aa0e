import Glibc

/// Protects the memory of this process, which contains credentials.
enum MemoryDump {
  /// Prevents core dumps, and access by other processes of the user.
  static func refuse() {
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 {
      limit.rlim_cur = 0
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }
    // `PR_SET_DUMPABLE` in <sys/prctl.h>.
    let dumpable: Int32 = 4
    // The core limit does not apply to programs in `core_pattern`. Swift does not import variadic functions.
    typealias Control = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
    guard let symbol = dlsym(nil, "prctl") else { return }
    _ = unsafeBitCast(symbol, to: Control.self)(dumpable, 0, 0, 0, 0)
  }
}
