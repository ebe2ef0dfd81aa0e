import Glibc

/// Listens with a full queue, so that connecting hangs.
final class FullListener: Sendable {
  let port: Int
  private let sockets: [Int32]

  init() {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var fillers: [Int32] = []
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = bind(listener, address, size)
        listen(listener, 0)
        getsockname(listener, address, &size)
        for _ in 0..<8 {
          let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
          _ = connect(filler, address, size)
          fillers.append(filler)
        }
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    sockets = fillers + [listener]
  }

  func stop() {
    for socket in sockets { close(socket) }
  }
}
