#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Raw memory allocation. Large allocations request huge pages, which avoids most page faults.
enum Memory {
  /// The number of zero bytes after every input, so that scans may read past the end.
  static let padding = 32
  private static let hugePage = 1 << 21

  static func bytes(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    allocate(count + padding).bindMemory(to: UInt8.self, capacity: count + padding)
  }

  static func words(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    allocate(count * 8).bindMemory(to: UInt64.self, capacity: count)
  }

  static func free(_ pointer: UnsafeMutableRawPointer) { UnsafeMutableRawPointer(pointer).releaseMemory() }

  private static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    let isLarge = size >= 2 * hugePage
    let rounded = isLarge ? (size + hugePage - 1) & ~(hugePage - 1) : max(size, 64)
    var pointer: UnsafeMutableRawPointer?
    let status = posix_memalign(&pointer, isLarge ? hugePage : 64, rounded)
    guard status == 0, let pointer else { preconditionFailure("Out of memory") }
    #if os(Linux)
      if isLarge { _ = madvise(pointer, rounded, 14) }
    #endif
    return pointer
  }
}

extension UnsafeMutableRawPointer {
  fileprivate func releaseMemory() { free(self) }
}
