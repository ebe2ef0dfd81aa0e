import Glibc

/// The memory use of the process.
enum ProcessMemory {
  /// The number of bytes that may safely be used: three quarters of the machine's memory, or, if the address space is
  /// limited, a third of the limit, because a growing array exists twice.
  static var allowance: Int {
    let machine = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
    var limits = rlimit()
    let status = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits)
    let mapped = status == 0 && limits.rlim_cur < UInt(Int.max) ? Int(limits.rlim_cur) / 3 : Int.max
    return min(machine > 0 ? machine / 4 * 3 : Int.max, mapped)
  }

  /// The resident size in bytes; zero if unknown.
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
