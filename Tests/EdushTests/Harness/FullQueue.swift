import Foundation
import Glibc

/// Listens on 127.0.0.1 with a full queue, so that connecting hangs.
final class FullQueue {
  let port: Int
  private let sockets: [Int32]
  /// The ports of the sockets that fill the queue.
  private let own: Set<Int>

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = LocalSocket.address(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var fillers: [Int32] = []
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = bind(listener, address, size)
        listen(listener, 0)
        getsockname(listener, address, &size)
        // Until one has to wait.
        var isFull = false
        for _ in 0..<20 where !isFull {
          let kinds = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
          let filler = socket(AF_INET, Int32(kinds), 0)
          _ = connect(filler, address, size)
          fillers.append(filler)
          var waiting = pollfd(fd: filler, events: Int16(POLLOUT), revents: 0)
          isFull = poll(&waiting, 1, 100) == 0
        }
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    sockets = fillers + [listener]
    own = Set(fillers.compactMap(Self.port))
  }

  deinit {
    for socket in sockets { close(socket) }
  }

  /// Whether a connection is pending besides those that fill the queue.
  var isWaitedFor: Bool {
    Self.table.split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      guard fields.count > 3, fields[3] == "02", Self.port(fields[2]) == port else { return false }
      return Self.port(fields[1]).map { !own.contains($0) } ?? false
    }
  }

  /// The kernel's list of sockets, read in pieces.
  private static var table: String {
    let file = open("/proc/net/tcp", O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    var (bytes, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 64 << 10))
    while case let count = read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The port of `0100007F:1F90`.
  private static func port(_ address: Substring) -> Int? {
    address.split(separator: ":").last.flatMap { Int($0, radix: 16) }
  }

  /// The local port.
  private static func port(_ socket: Int32) -> Int? {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
    }
    return code == 0 ? Int(UInt16(bigEndian: address.sin_port)) : nil
  }
}
