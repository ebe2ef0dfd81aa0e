import Glibc

/// What the process holds of the machine's memory.
enum ProcessMemory {
  /// Bytes that may be used without harm: three quarters of the machine's memory; a third of what the process may map, where
  /// that is limited, since a growing array is there twice.
  static var allowance: Int {
    let machine = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
    var limits = rlimit()
    let status = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits)
    let mapped = status == 0 && limits.rlim_cur < UInt(Int.max) ? Int(limits.rlim_cur) / 3 : Int.max
    return min(machine > 0 ? machine / 4 * 3 : Int.max, mapped)
  }

  /// Resident bytes; zero where the system does not tell.
  static var resident: Int {
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      guard count > 0 else { return 0 }
      let fields = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
      guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
      return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
  }
}
