import Foundation
import Glibc
import Synchronization

/// A server on 127.0.0.1 that answers every request with arbitrary bytes, one connection after another.
final class LocalServer: Sendable {
  let port: Int
  private let listener: Int32
  private let received = Mutex<[String]>([])
  private let accepted = Mutex(0)

  /// - Parameter answer: a whole response, starting with its status line.
  convenience init(answering answer: [UInt8]) throws {
    try self.init { _ in answer }
  }

  /// - Parameters:
  ///   - isPatient: whether a connection stays open after a response, for as long as the client wants.
  ///   - answer: a whole response to a request, starting with its status line.
  init(isPatient: Bool = false, answering answer: @escaping @Sendable (_ request: String) -> [UInt8]) throws {
    (listener, port) = try Self.listen()
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { break }
        self?.accepted.withLock { $0 += 1 }
        while let request = LocalSocket.readRequest(connection) {
          self?.received.withLock { $0.append(request) }
          LocalSocket.send(answer(request), to: connection)
          guard isPatient else { break }
        }
        // Unread input would make the kernel discard the data just sent.
        shutdown(connection, Int32(SHUT_WR))
        LocalSocket.drain(connection)
        close(connection)
      }
      close(listener)
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// A JSON response.
  static func json(_ text: String) -> [UInt8] {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n"
    return Array((head + "Connection: close\r\n\r\n" + text).utf8)
  }

  /// The number of requests received.
  var requests: Int { received.withLock { $0.count } }

  /// The number of connections accepted.
  var connections: Int { accepted.withLock { $0 } }

  /// The requests received, as text.
  var texts: [String] { received.withLock { $0 } }

  /// Base URLs and credentials that direct all five providers here.
  var variables: [String: String] {
    var variables = ["EDUSH_COURSEPATH_TOKEN": "secret-token", "EDUSH_COURSIO_TOKEN": "secret-session"]
    for provider in ["CODEMENTOR", "CODERPAD", "TUTREX", "COURSEPATH", "COURSIO"] {
      variables["EDUSH_\(provider)_URL"] = "http://127.0.0.1:\(port)/\(provider.lowercased())"
    }
    for provider in ["CODEMENTOR", "CODERPAD", "TUTREX"] { variables["EDUSH_\(provider)_API_KEY"] = "secret-key" }
    return variables
  }

  private static func listen() throws -> (Int32, Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = LocalSocket.address(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, size) == 0 && Glibc.listen(listener, 16) == 0
          && getsockname(listener, address, &size) == 0
      }
    }
    guard isListening else { throw LocalSocket.Failure() }
    return (listener, Int(UInt16(bigEndian: address.sin_port)))
  }
}

/// Minimal sockets and HTTP for the tests.
enum LocalSocket {
  struct Failure: Error {}

  /// The body of the response from a server on 127.0.0.1 to a request without a body.
  static func body(of method: String, _ path: String, port: Int) throws -> String {
    let request = "\(method) \(path) HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    let answer = try answer(to: Array(request.utf8), port: port)
    return answer.range(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) } ?? ""
  }

  /// The response of a server on 127.0.0.1 to these bytes until it closes the connection.
  static func answer(to bytes: [UInt8], port: Int) throws -> String {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(connection) }
    var address = address(port: port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw Failure() }
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    send(bytes, to: connection)
    return String(decoding: drain(connection), as: UTF8.self)
  }

  static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  static func send(_ bytes: [UInt8], to socket: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Everything until the other side closes.
  @discardableResult
  static func drain(_ socket: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = recv(socket, &chunk, chunk.count, 0)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Reads a request with its body, or the first bytes of something that is not HTTP; nil if the connection ends first.
  static func readRequest(_ socket: Int32) -> String? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let length = text.lowercased().firstMatch(of: /\r\ncontent-length: *(\d+)/).flatMap { Int($0.1) } ?? 0
        if text[end.upperBound...].utf8.count >= length { return text }
      }
      let count = recv(socket, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      bytes += chunk[..<count]
      // A TLS handshake waits for a reply.
      if bytes.first == 0x16 { return text }
    }
  }
}
