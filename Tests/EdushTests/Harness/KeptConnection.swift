import Foundation
import Glibc

/// Consecutive requests over one connection to a server on 127.0.0.1.
enum KeptConnection {
  /// Sends the requests; throws where one is not answered with 200.
  static func send(_ requests: [[UInt8]], port: Int) throws {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(connection) }
    var address = LocalSocket.address(port: port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw LocalSocket.Failure() }
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    for request in requests {
      LocalSocket.send(request, to: connection)
      // A response has the same form as a request: a head with the length, and a body.
      guard let answer = LocalSocket.readRequest(connection), answer.hasPrefix("HTTP/1.1 200") else {
        throw LocalSocket.Failure()
      }
    }
  }
}
