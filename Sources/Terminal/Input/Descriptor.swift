import Glibc

/// Reads and writes a file descriptor; handles interrupted and partial writes.
struct Descriptor: Hashable, Sendable {
  let number: Int32

  init(_ number: Int32) {
    self.number = number
  }

  /// Writes all bytes; returns false if the other end is closed.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(number, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        if count >= 0 {
          offset += count
        } else if errno == EAGAIN {
          // Another process on the same terminal may have made it non-blocking.
          _ = Self.wait(for: [(number, Int16(POLLOUT))], milliseconds: 1000)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  @discardableResult
  func write(_ text: String) -> Bool {
    write(Array(text.utf8))
  }

  /// The result of a read.
  enum Chunk {
    case bytes([UInt8])
    case end
    case nothingYet
  }

  func read(upTo limit: Int = 65536) -> Chunk {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      let result = Glibc.read(number, buffer.baseAddress, limit)
      failure = result < 0 ? errno : 0
      count = max(0, result)
    }
    if failure == EINTR || failure == EAGAIN { return .nothingYet }
    return failure != 0 || bytes.isEmpty ? .end : .bytes(bytes)
  }

  /// Waits until a descriptor is ready; returns which ones are. A negative time waits indefinitely. A signal ends the
  /// wait without a ready descriptor.
  static func wait(for descriptors: [(Int32, Int16)], milliseconds: Int32) -> [Bool] {
    var polled = descriptors.map { pollfd(fd: $0.0, events: $0.1, revents: 0) }
    guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return descriptors.map { _ in false } }
    return polled.map { $0.revents != 0 }
  }

  /// Whether bytes or the end of input can be read within a time limit.
  func isReadable(within milliseconds: Int32) -> Bool {
    Self.wait(for: [(number, Int16(POLLIN))], milliseconds: milliseconds)[0]
  }
}
