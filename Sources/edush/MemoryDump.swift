import Glibc

/// The memory of this process, which holds credentials.
enum MemoryDump {
  /// Keeps the system from writing it to a file after a crash, and other processes of the user from reading it.
  static func refuse() {
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 {
      limit.rlim_cur = 0
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }
    // `PR_SET_DUMPABLE` of <sys/prctl.h>.
    let dumpable: Int32 = 4
    // The limit does not bind a program that `core_pattern` pipes to. Swift imports no function with `...`.
    typealias Control = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
    guard let symbol = dlsym(nil, "prctl") else { return }
    _ = unsafeBitCast(symbol, to: Control.self)(dumpable, 0, 0, 0, 0)
  }
}
