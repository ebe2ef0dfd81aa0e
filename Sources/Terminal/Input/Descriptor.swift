import Glibc

/// Reading and writing of a file descriptor, with interruptions and half-done writes dealt with.
struct Descriptor: Hashable, Sendable {
  let number: Int32

  init(_ number: Int32) {
    self.number = number
  }

  /// Writes all bytes; false when the other end is gone.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(number, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        if count >= 0 {
          offset += count
        } else if errno == EAGAIN {
          // Another process sharing the terminal may have made it non-blocking.
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

  /// What one read gives.
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

  /// Waits until one of the descriptors is ready; which ones are. A negative time waits for ever, an
  /// interruption by a signal ends the wait with none.
  static func wait(for descriptors: [(Int32, Int16)], milliseconds: Int32) -> [Bool] {
    var polled = descriptors.map { pollfd(fd: $0.0, events: $0.1, revents: 0) }
    guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return descriptors.map { _ in false } }
    return polled.map { $0.revents != 0 }
  }

  /// True when bytes (or the end) can be read within the time.
  func isReadable(within milliseconds: Int32) -> Bool {
    Self.wait(for: [(number, Int16(POLLIN))], milliseconds: milliseconds)[0]
  }
}
