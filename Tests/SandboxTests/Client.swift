import Glibc
import JSON
import Sandbox

/// A server's response.
struct Reply {
  let status: Int
  let headers: [(name: String, value: String)]
  let body: String

  /// The body as JSON; null if it is not JSON.
  var json: Value { (try? Value.parse(body)) ?? .null }

  func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
}

/// Why there is no response.
enum ClientError: Error, Equatable {
  case cannotConnect
  case timedOut
  case closedWithoutAnswer
  case closedInTheMiddle
}

/// A minimal HTTP client: one request per connection, responses with a length.
struct Client {
  let port: Int
  var timeoutInSeconds = 30

  func send(
    _ method: String, _ target: String, headers: [(String, String)] = [], body: String = ""
  ) throws -> Reply {
    let socket = try connect()
    defer { close(socket) }
    var text = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    for header in headers { text += "\(header.0): \(header.1)\r\n" }
    if !body.isEmpty || method == "POST" || method == "PUT" { text += "Content-Length: \(body.utf8.count)\r\n" }
    text += "\r\n" + body
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      sent += count
    }
    return try Self.reply(try readAll(socket))
  }

  private func connect() throws -> Int32 {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var timeout = timeval(tv_sec: timeoutInSeconds, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else {
      close(socket)
      throw ClientError.cannotConnect
    }
    return socket
  }

  private func readAll(_ socket: Int32) throws -> [UInt8] {
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(socket, &chunk, chunk.count)
      if count == 0 { return received }
      guard count > 0 else {
        if errno == ECONNRESET { return received }
        throw ClientError.timedOut
      }
      received += chunk[..<count]
    }
  }

  private static func reply(_ bytes: [UInt8]) throws -> Reply {
    let text = String(decoding: bytes, as: UTF8.self)
    guard !text.isEmpty, let end = text.firstRange(of: "\r\n\r\n") else { throw ClientError.closedWithoutAnswer }
    let lines = text[..<end.lowerBound].split(separator: "\r\n")
    let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard let name = parts.first, let value = parts.last else { return nil }
      return (String(name), String(value.drop { $0 == " " }))
    }
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let body = String(text[end.upperBound...])
    let reply = Reply(status: status, headers: headers, body: body)
    if let length = reply.header("content-length").flatMap({ Int($0) }), body.utf8.count < length {
      throw ClientError.closedInTheMiddle
    }
    return reply
  }
}

/// A sandbox and a client of one of its APIs, with the headers that authenticate it.
struct Visitor {
  let sandbox: SandboxServer
  let client: Client
  var mount: String
  var headers: [(String, String)]

  init(_ mount: String, _ configuration: SandboxConfiguration = SandboxConfiguration(), headers: [(String, String)])
    throws
  {
    sandbox = SandboxServer(configuration: configuration)
    client = Client(port: try sandbox.start().port)
    self.mount = mount
    self.headers = headers
  }

  func get(_ path: String) throws -> Reply { try send("GET", path) }

  func send(_ method: String, _ path: String, form: String) throws -> Reply {
    try send(method, path, body: form, type: "application/x-www-form-urlencoded")
  }

  func send(_ method: String, _ path: String, body: String = "", type: String? = nil) throws -> Reply {
    let extra = type.map { [("Content-Type", $0)] } ?? []
    return try raw(method, mount + path, headers: headers + extra, body: body)
  }

  /// A request outside the API, without its headers.
  func raw(
    _ method: String, _ target: String, headers: [(String, String)] = [], body: String = ""
  ) throws -> Reply {
    try withExtendedLifetime(sandbox) { try client.send(method, target, headers: headers, body: body) }
  }

  /// The same sandbox with different headers.
  func with(_ headers: [(String, String)]) -> Visitor {
    var visitor = self
    visitor.headers = headers
    return visitor
  }
}
