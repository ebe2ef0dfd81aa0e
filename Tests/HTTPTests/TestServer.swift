import Glibc
import Synchronization

/// A request as the test server read it.
struct ReceivedRequest: Sendable {
  var method: String
  var target: String
  /// Names in lower case.
  var headers: [(name: String, value: String)]
  var body: [UInt8]
  /// The number of its connection, from 1.
  var connection: Int

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
  var bodyText: String { String(decoding: body, as: UTF8.self) }
}

/// What the test server does with a request.
enum Reply: Sendable {
  case answer(Int, [String: String] = [:], [UInt8] = [])
  /// Raw bytes, then the connection is closed.
  case bytes([UInt8])
  case cut
  /// The connection is reset.
  case reset
  case hang
}

extension Reply {
  static func raw(_ text: String) -> Reply { .bytes(Array(text.utf8)) }
}

/// A small HTTP/1.1 server on 127.0.0.1, with one thread per connection, that follows its script.
final class TestServer: Sendable {
  typealias Script = @Sendable (ReceivedRequest) -> Reply

  private struct State {
    var requests: [ReceivedRequest] = []
    var sockets: Set<Int32> = []
    var connections = 0
    var isStopped = false
  }

  let port: Int
  let url: String
  private let listener: Int32
  private let script: Script
  private let state = Mutex(State())

  convenience init(_ script: @escaping Script = { _ in .answer(200) }) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, size) == 0 && listen(listener, 128) == 0 && getsockname(listener, address, &size) == 0
      }
    }
    guard code else { throw ServerError() }
    let port = Int(UInt16(bigEndian: address.sin_port))
    self.init(listener, port, "http://127.0.0.1:\(port)", script)
  }

  /// The same on ::1.
  static func onIPv6(_ script: @escaping Script) throws -> TestServer {
    let listener = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, size) == 0 && listen(listener, 128) == 0 && getsockname(listener, address, &size) == 0
      }
    }
    guard code else { throw ServerError() }
    let port = Int(UInt16(bigEndian: address.sin6_port))
    return TestServer(listener, port, "http://[::1]:\(port)", script)
  }

  private init(_ listener: Int32, _ port: Int, _ url: String, _ script: @escaping Script) {
    (self.listener, self.port, self.url, self.script) = (listener, port, url, script)
    startTestThread { self.acceptAll() }
  }

  var requests: [ReceivedRequest] { state.withLock { $0.requests } }
  var connections: Int { state.withLock { $0.connections } }
  var openConnections: Int { state.withLock { $0.sockets.count } }

  func stop() {
    state.withLock { state in
      state.isStopped = true
      for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func acceptAll() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { break }
      let number = state.withLock { state -> Int? in
        guard !state.isStopped, state.sockets.count < 200 else { return nil }
        state.sockets.insert(connection)
        state.connections += 1
        return state.connections
      }
      guard let number else {
        close(connection)
        continue
      }
      startTestThread { self.serve(connection, number) }
    }
    close(listener)
  }

  private func serve(_ socket: Int32, _ number: Int) {
    var reader = RequestReader(socket: socket)
    while let request = reader.next(number) {
      state.withLock { $0.requests.append(request) }
      guard reply(script(request), socket, isHead: request.method == "HEAD") else { break }
    }
    state.withLock { _ = $0.sockets.remove(socket) }
    close(socket)
  }

  /// Whether the connection stays open.
  private func reply(_ reply: Reply, _ socket: Int32, isHead: Bool) -> Bool {
    switch reply {
    case .answer(let status, let headers, let body):
      var head = "HTTP/1.1 \(status) X\r\n"
      for (name, value) in headers { head += "\(name): \(value)\r\n" }
      if headers["Content-Length"] == nil { head += "Content-Length: \(body.count)\r\n" }
      return write(Array((head + "\r\n").utf8) + (isHead ? [] : body), to: socket)
    case .bytes(let bytes):
      _ = write(bytes, to: socket)
      return false
    case .cut: return false
    case .reset:
      var abrupt = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &abrupt, socklen_t(MemoryLayout<linger>.size))
      return false
    case .hang:
      var byte: UInt8 = 0
      while recv(socket, &byte, 1, 0) > 0 {}
      return false
    }
  }

  private func write(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

struct ServerError: Error {}

private struct RequestReader {
  let socket: Int32
  var buffer: [UInt8] = []

  init(socket: Int32) {
    self.socket = socket
  }

  mutating func next(_ connection: Int) -> ReceivedRequest? {
    var headEnd: Int?
    while headEnd == nil {
      headEnd = buffer.indices.dropLast(3).first { Array(buffer[$0..<$0 + 4]) == [13, 10, 13, 10] }
      if headEnd == nil, !fill() { return nil }
    }
    guard let headEnd else { return nil }
    let lines = String(decoding: buffer[..<headEnd], as: UTF8.self).split(separator: "\r\n")
    let first = lines[0].split(separator: " ")
    let headers = lines.dropFirst().map { line -> (name: String, value: String) in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
    }
    let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
    while buffer.count < headEnd + 4 + length { if !fill() { return nil } }
    let body = Array(buffer[(headEnd + 4)..<(headEnd + 4 + length)])
    buffer.removeFirst(headEnd + 4 + length)
    return ReceivedRequest(
      method: String(first[0]), target: String(first[1]), headers: headers, body: body, connection: connection)
  }

  private mutating func fill() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(socket, &chunk, chunk.count, 0)
    guard count > 0, buffer.count < 64 << 20 else { return false }
    buffer += chunk[..<count]
    return true
  }
}

/// Runs a function on a new thread.
func startTestThread(_ body: @escaping @Sendable () -> Void) {
  final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  let pointer = Unmanaged.passRetained(Box(body)).toOpaque()
  pthread_create(
    &thread, nil,
    { pointer in
      if let pointer { Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().body() }
      return nil
    }, pointer)
  pthread_detach(thread)
}
