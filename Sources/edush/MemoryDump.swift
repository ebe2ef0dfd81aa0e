import Glibc

/// The file of a process's memory that the system leaves behind when it crashes.
enum MemoryDump {
  /// Lets this process leave none: it would hold credentials.
  static func refuse() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = 0
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
  }
}
